package main

type failure struct {
	code int
}

func (f *failure) Error() string { return "failed" }

func guard(name string, f func()) (err any) {
	defer func() {
		err = recover()
		println(name, err != nil)
	}()
	defer note("leaving", 7)
	f()
	return nil
}

func note(text string, n int) {
	println(text, n)
}

func main() {
	list := []int{1, 2, 3}
	guard("none", func() {})
	guard("index", func() { list[len(list)] = 4 })
	guard("value", func() { panic(&failure{code: 3}) })
	var f *failure
	println(f.code)
}
