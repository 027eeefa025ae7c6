package main

import "fmt"

type House struct {
	Area  float64
	Rooms int
	Price float64
}

func main() {
	first := House{Area: 107.4, Rooms: 4, Price: 258}
	second := first
	second.Price = 300
	fmt.Println(first.Price, second.Price)

	shared := &first
	shared.Price = 310
	fmt.Println(first.Price, second.Price)
}
