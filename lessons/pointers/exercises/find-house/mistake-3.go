package main

import "fmt"

type House struct {
	Area  float64
	Price int
}

// Find returns the address of the first house in the slice
// that costs at most limit, or nil if there is none.
func Find(houses []House, limit int) *House {
	for i, house := range houses {
		if house.Price <= limit {
			return &houses[i]
		}
	}
	return &House{}
}

func main() {
	houses := []House{{107.4, 258}, {68, 142}, {50, 197}}
	if house := Find(houses, 200); house != nil {
		house.Price += 10
	}
	fmt.Println(houses)
}
