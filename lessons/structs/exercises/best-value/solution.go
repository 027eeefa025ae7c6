package main

import "fmt"

// House is one row of the table. The price is in thousands of euros.
type House struct {
	Area  float64
	Price float64
}

// BestValue returns the house with the lowest price per square metre.
// If there is no house at all, the second result is false.
func BestValue(houses []House) (House, bool) {
	if len(houses) == 0 {
		return House{}, false
	}
	best := houses[0]
	for _, h := range houses[1:] {
		if h.Price/h.Area < best.Price/best.Area {
			best = h
		}
	}
	return best, true
}

func main() {
	houses := []House{{107.4, 258}, {68, 142}, {50, 197}}
	best, ok := BestValue(houses)
	fmt.Println(best, ok)
}
