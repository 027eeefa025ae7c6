package main

func try(name string, f func()) {
	defer func() {
		switch e := recover().(type) {
		case nil:
			println(name, "nothing")
		case error:
			println(name, e.Error())
		case string:
			println(name, e)
		default:
			println(name, "?")
		}
	}()
	f()
}

type T struct{ a, b int }

func (t T) value() int     { return t.a }
func (t *T) pointer() int  { return t.b }

type I interface{ value() int }

func results() (a, b int, s string) {
	defer func() {
		recover()
		a *= 10
		s += "!"
	}()
	a, b, s = 1, 2, "x"
	var m map[string]int
	m["a"] = 1
	return 7, 8, "never"
}

func nested() {
	defer func() { println("outer", recover().(string)) }()
	defer func() {
		defer func() { println("inner", recover().(string)) }()
		panic("second")
	}()
	defer println("first of all")
	panic("first")
}

func replaced() {
	defer func() { println("got", recover().(string)) }()
	defer func() { panic("new") }()
	panic("old")
}

func helper() any { return recover() }

func notDirect() {
	defer func() { println(recover() != nil) }()
	defer func() { println(helper() == nil) }()
	panic("x")
}

func loop() (n int) {
	for i := range 5 {
		defer func() { n += i }()
	}
	return 100
}

func main() {
	var s []int
	var p *T
	var i I
	var a [4]int
	n := 5
	zero := 0
	try("index", func() { _ = s[n] })
	try("array", func() { a[n] = 1 })
	try("nil", func() { println(p.a) })
	try("method", func() { println(i.value()) })
	try("divide", func() { println(n / zero) })
	try("slice", func() { _ = a[:][n:] })
	try("slice2", func() { _ = "abc"[n:] })
	try("shift", func() { println(1 << (zero - 1)) })
	try("close", func() { var c chan int; close(c) })
	try("closed", func() { c := make(chan int); close(c); c <- 1 })
	try("custom", func() { panic("mine") })
	try("fine", func() {})
	x, y, z := results()
	println(x, y, z)
	nested()
	replaced()
	notDirect()
	println(loop())
}
