package main

func classify(v any) string {
	switch v := v.(type) {
	case int:
		return "int"
	case string:
		if n := len(v); n > 2 {
			return "long"
		}
	}
	return "other"
}

func main() {
	total := 0
outer:
	for i := range 3 {
		for j, c := range "ab" {
			if j == 1 && i == 1 {
				continue outer
			}
			total += int(c)
		}
	}
	for k, v := range map[string]int{"x": 1} {
		println(k, v)
	}
	for total > 300 {
		total /= 2
	}
	switch n := total % 4; n {
	case 0, 1:
		println("low")
	default:
		println("high")
	}
	println(total, classify(1), classify("abc"), classify(2.0))
}
