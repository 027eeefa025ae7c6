package main

import "fmt"

// Raise makes every price in the slice dearer by so many percent.
func Raise(prices []float64, percent float64) {
	for ____ := range prices {
		____ *= 1 + percent/100
	}
}

func main() {
	prices := []float64{258, 142, 197}
	Raise(prices, 50)
	fmt.Println(prices)
}
