package main

import "fmt"

type point struct{ x, y float64 }

type box struct {
	min, max point
	open     bool
	tags     [3]string
	id       uint16
	weight   float32
	owner    *person
	notes    struct {
		first byte
		count int32
	}
}

type person struct {
	name  string
	boxes []box
	next  *person
}

func (p point) moved(by float64) point {
	p.x += by
	p.y += by
	return p
}

func (b *box) grow(by float64) {
	b.max = b.max.moved(by)
	b.open = !b.open
}

func main() {
	var b box
	b.grow(2)
	ada := &person{name: "Ada"}
	b.owner = ada
	b.tags[1] = "heavy"
	b.notes.count = -3
	same := b
	same.min.x = 9
	corner := &b.max.y
	*corner *= 10
	first := &b.min
	first.x = 1
	ada.boxes = append(ada.boxes, b, same)
	inside := &ada.boxes[1].notes
	inside.first = 'n'
	ada.next = &person{"Bob", nil, ada}
	equal := b.min == same.min
	anonymous := struct {
		a int8
		b string
	}{5, "five"}
	points := map[string]*point{"corner": {3, 4}}
	points["corner"].x = 5
	move := b.max.moved
	b.max = point{}
	later := move(1)
	fmt.Println(equal, anonymous.b, later, ada.next.next.name, points["corner"].x)
}
