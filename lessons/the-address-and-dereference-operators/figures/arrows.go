package main

import "fmt"

func main() {
	first, second := 258, 142
	p := &first
	q := p
	*q = 300
	q = &second
	*q = *p + 1
	fmt.Println(first, second)
}
