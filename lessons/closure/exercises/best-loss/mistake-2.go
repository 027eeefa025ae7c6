package main

import (
	"fmt"
	"math"
)

// Best returns a function that takes a loss and returns the lowest so far.
func Best() func(loss float64) float64 {
	return func(loss float64) float64 {
		best := math.Inf(1) // larger than every loss
		if loss < best {
			best = loss
			fmt.Println("a new best:", best)
		}
		return best
	}
}

func main() {
	best := Best()
	for _, loss := range []float64{0.9, 0.4, 0.6} {
		fmt.Println(best(loss))
	}
}
