package main

type Name string
type Bytes []byte

type holder struct{ b []byte }

var shared = []byte("shared")

func change(b []byte) string {
	b[0] = 'X'
	return "Xbc"
}

func side(b []byte) bool {
	b[0] = 'Y'
	return true
}

func kind(b []byte) int {
	switch string(b) {
	case "get":
		b[0] = 'p'
		return 1
	case "put", "post":
		return 2
	case "":
		return 3
	}
	return 4
}

func variable(b []byte, want string) int {
	switch string(b) {
	case want + "!":
		return 1
	case string(b[1:]) + "x":
		return 2
	default:
		return 3
	}
}

func equal[A, B string | []byte](a A, b B) bool { return string(a) == string(b) }

func count[T string | []byte](s T) (n int) {
	for _, c := range []byte(s) {
		n += int(c)
	}
	return
}

func main() {
	b := []byte("abc")
	println(string(b) == "abc", "abc" == string(b), string(b) != "abd", string(b) < "abd", string(b) >= string(b[1:]))
	println(string(b[:0]) == "", string(b[1:2]) == string([]byte{'b'}))
	// The call comes first, then what is compared is read.
	println(string(b) == change(b), string(b))
	println(side(b) && string(b) == "Ybc")
	println(Name(b) == "Ybc", Name(Bytes("q")) == Name("q"), any(string(b)) == any("Ybc"), any("Ybc") == string(b))

	m := map[string]int{"Ybc": 7, "": 1}
	println(m[string(b)], m[string(b[:0])], m[string(b[1:])])
	v, ok := m[string(b)]
	println(v, ok)
	if _, ok := m[string(b[:2])]; !ok {
		m[string(b[:2])] = 5
	}
	b[0] = 'Z'
	println(m["Yb"], m["Zb"], len(m), m[string(b)])
	named := map[Name][]int{"Zbc": {1, 2}}
	println(len(named[Name(b)]), named[Name(b)][1], named[Name(b[:1])] == nil)
	structs := map[string]holder{"Zbc": {b}}
	println(string(structs[string(b)].b))
	byAny := map[any]int{"Zbc": 3}
	println(byAny[string(b)])

	println("<"+string(b)+">", string(b)+"", ""+string(b[:0])+"|")
	whole := string(b) + string(b[:0])
	text := "" + string(b)
	b[0] = 'W'
	println(whole, text, "=" + string(shared) + "=" + string(change(shared)))

	println(kind([]byte("get")), kind([]byte("post")), kind(nil), kind([]byte("x")))
	println(variable([]byte("a!"), "a"), variable([]byte("xx"), "b"), variable([]byte("ab"), "b"))

	s := "aé"
	for i, c := range []byte(s) {
		s = "gone"
		print(i, ":", c, " ")
	}
	for i := range []byte(s[:2]) {
		print(i, " ")
	}
	for _, c := range Bytes("hi") {
		print(c, " ")
	}
	println()
	for i, c := range []byte(string(b)) {
		b[2-i] = '.'
		print(c, " ")
	}
	println(string(b))
	println(equal("a", []byte("a")), equal([]byte("b"), "a"), equal([]byte("c"), []byte("c")), count("ab"), count([]byte("ab")))
}
