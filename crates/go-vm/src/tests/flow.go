package main

func kinds(n int) string {
	switch n {
	case 0:
		return "zero"
	case 1, 2, 3:
		return "few"
	case 4:
		fallthrough
	case 5:
		return "some"
	case 1000, 2000, 3000, 4000, 5000:
		return "thousands"
	}
	switch {
	case n < 0:
		return "negative"
	}
	return "many"
}

func search(n int) int {
	switch n {
	case 1:
		return 10
	case 1 << 20:
		return 20
	case 1 << 40:
		return 30
	case -7:
		return 40
	case 99999:
		return 50
	}
	return 0
}

func big() int {
	var a [70000]int
	for i := range a {
		a[i] = i
	}
	b := a
	s := 0
	for i := 0; i < len(b); i += 1000 {
		s += b[i]
	}
	var text string = "far"
	text += "!"
	return s + len(text)
}

type pair struct {
	a int8
	b int64
	c string
	d [3]uint16
}

func swap(x, y pair) (pair, pair) { return y, x }

func depth(n int) int {
	if n == 0 {
		return 0
	}
	var pad [10]int
	pad[n%10] = n
	return depth(n-1) + pad[n%10] - n + 1
}

func fill(f func(int) bool) {
	for i := 0; ; i++ {
		if !f(i) {
			return
		}
	}
}

func main() {
	for _, n := range []int{0, 2, 4, 5, 6, 3000, -1} {
		print(kinds(n), " ")
	}
	println(search(1), search(1<<20), search(1<<40), search(-7), search(99999), search(5))
	println(big(), depth(100000))
	x, y := swap(pair{1, 2, "three", [3]uint16{4, 5, 6}}, pair{-1, -2, "-3", [3]uint16{40, 50, 60}})
	println(x.a, x.b, x.c, x.d[2], y.a, y.b, y.c, y.d[0], x == y, x == x)
	var fs []func() int
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int { i *= 10; return i })
	}
	for _, f := range fs {
		print(f(), " ", f(), " ")
	}
	println()
outer:
	for i := range 10 {
		for j := range 10 {
			if i*j == 42 {
				println(i, j)
				break outer
			}
			if j > i {
				continue outer
			}
		}
	}
	i := 10
again:
	i--
	if i > 5 {
		goto again
	}
	println(i)
	sum := 0
	for v := range fill {
		if v == 5 {
			break
		}
		sum += v
	}
	println(sum)
	m := [][]float64{{1, 2}, {3, 4}}
	t := 0.0
	for i := range m {
		for j := range m[i] {
			t += m[i][j] * m[j][i]
			m[i][j] -= 1
		}
	}
	println(t, m[1][1])
	a := []int{5, 4, 3, 2, 1}
	for i, j := 0, len(a)-1; i < j; i, j = i+1, j-1 {
		a[i], a[j] = a[j], a[i]
	}
	for i := 0; i < len(a)-1; i++ {
		a[i] = a[i+1] * 10
		a[i+1] += a[i]
		a[i]--
	}
	println(a[0], a[1], a[2], a[3], a[4])
	for i := len(a) - 1; i >= 0; i-- {
		a[i] = i
	}
	println(a[0], a[4])
}
