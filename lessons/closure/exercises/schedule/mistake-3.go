package main

import "fmt"

var rate float64

// Schedule returns a function that gives the learning rate for each epoch:
// first start, then start times factor, and so on.
func Schedule(start, factor float64) func() float64 {
	rate = start
	return func() float64 {
		now := rate
		rate *= factor
		return now
	}
}

func main() {
	next := Schedule(0.5, 0.5)
	fmt.Println(next(), next(), next())
}
