package main

type pair struct {
	a any
	b string
}
type shape interface{ area() int }
type square struct{ side int }

func (s square) area() int { return s.side * s.side }

type unit struct{}

func (unit) area() int { return 1 }

func main() {
	s := "héllo, 世界\xff!"
	for i, r := range s {
		print(i, ":", r, " ")
	}
	println(len(s))
	println(len([]rune(s)), len([]byte(s)), string([]rune(s)[7]), string([]rune{0x4e16, -1, 65}))
	bytes := []byte("abc")
	text := string(bytes)
	bytes[0] = 'z'
	println(text, string(bytes), text < string(bytes), text == "a"+"bc", text[1:] >= "bc")
	joined := ""
	for i := range 30 {
		joined += string(rune('a' + i%26))
	}
	println(joined, joined[24:28], len(joined))
	var list []int
	for i := range 100 {
		list = append(list, i, i*2)
	}
	list = append(list, list[:5]...)
	println(len(list), list[199], list[204])
	list = append(list[:3], list[1:6]...)
	println(len(list), list[3], list[7])
	n := copy(list[2:], list)
	println(n, list[2], list[7])
	bytes = append(bytes, "def"...)
	println(string(bytes))
	println(copy(bytes, "xyz12345"), string(bytes))
	three := list[1:3:4]
	println(len(three), cap(three))
	array := [4]int(list)
	array[0] = 77
	println(array[0], list[0], len(array))
	clear(list)
	println(list[2], len(list))
	x, y := any(pair{1, "a"}), any(pair{1, "a"})
	println(x == y, x == any(pair{1.0, "a"}), x == any(pair{nil, "a"}), any(nil) == nil)
	println([2]any{1, "x"} == [2]any{1, "x"}, [2]any{1, "x"} == [2]any{1, "y"})
	var a, b shape = square{3}, square{3}
	println(a == b, a == shape(unit{}), shape(unit{}) == shape(unit{}), a.area())
	println(any(a) == any(square{3}), a == any(square{3}))
	grid := make([][]string, 5)
	for i := range grid {
		for j := range i {
			grid[i] = append(grid[i], joined[j:i])
		}
	}
	println(len(grid[4]), grid[4][1], cap(grid[0]))
	zero := 0.0
	println(1e100, float32(0.1), -zero, 1/zero, complex(1, -2), true, int8(-3), uint8(200), 'x')
}
