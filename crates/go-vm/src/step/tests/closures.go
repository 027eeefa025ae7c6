package main

func counter(start int) func(step int) int {
	count := start
	return func(step int) int {
		count += step
		return count
	}
}

func main() {
	next := counter(10)
	next(1)
	x := 1
	{
		x := "inner"
		println(x)
	}
	p := &x
	*p = next(2)
	println(x)
	var functions []func() int
	for i := 0; i < 3; i++ {
		functions = append(functions, func() int { return i * i })
	}
	sum := 0
	for _, f := range functions {
		sum += f()
	}
	println(sum)
}
