package main

import "fmt"

func main() {
	rooms := []int{4, 2, 3}

	p := &rooms[1]
	*p++
	fmt.Println(rooms)

	q := p
	q = &rooms[0]
	*q = 9
	fmt.Println(*p, *q)
	fmt.Println(p == q, p == &rooms[1])
}
