package main

import "fmt"

type House struct {
	Price int
	Rooms int
}

func raiseCopy(h House) {
	h.Price += 10
}

func raise(h *House) {
	h.Price += 10
}

func main() {
	house := House{Price: 258, Rooms: 4}

	raiseCopy(house)
	fmt.Println(house.Price)

	raise(&house)
	fmt.Println(house.Price)
}
