package main

type point struct{ x, y int }

type shape interface{ area() float64 }

type rect struct {
	min, max point
	name     string
}

func (r rect) area() float64 { return float64((r.max.x - r.min.x) * (r.max.y - r.min.y)) }

func (r *rect) grow(by int) {
	r.max.x += by
	r.max.y += by
}

type list struct {
	head *node
	size int
}

type node struct {
	value int
	next  *node
}

func (l *list) push(value int) {
	l.head = &node{value, l.head}
	l.size++
}

var origin = point{}

func main() {
	var l list
	l.push(1)
	l.push(2)
	array := [4]int8{1, -2, 3, -4}
	a := []string{"zero", "one", "two", "three"}
	b := a[1:3]
	b[0] = "ONE"
	b = append(b, "THREE")
	ages := map[string]int{"ada": 36}
	ages["bob"] = 41
	r := &rect{max: point{2, 3}, name: "r\n\"世\""}
	r.grow(1)
	var s shape = *r
	inner := &r.max.y
	*inner = 9
	var any interface{} = 2.5
	var nothing map[string][]int
	c, f := complex(1, -2), float32(0.1)
	origin.x = 5
	println(l.size, array[1], len(b), ages["bob"], s.area(), any != nil, nothing == nil, real(c), f)
}
