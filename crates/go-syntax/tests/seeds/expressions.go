package p

var _ = a + b*c<<2&^d|-e^^f&&!g || h <= <-i && *j != &k[l]

var _ = []T{{1, 2}, {x: 3, "k": {4}}, T{}, &T{a.b}}

func f() {
	x := m[k].(T).f(a, b...)[1:2:3]
	y := func(a int) (b string) { return a.(string) }(1)
	_ = (*T).m(&v, []int(nil), map[string]int{"a": 1}, <-chan int(c))
	_ = g[int, []string](0x1F, 0b11, 0o7, 1_000, .5, 2i, 'x', "s", `r`)
	_ = a[:] + b[1:] + c[:2] + p.Q[T]{1}.x
	_ = struct{ a int }{1}.a + [2]int{}[0] + (x)(y)
}
