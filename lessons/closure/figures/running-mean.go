package main

import "fmt"

// runningMean returns a function that remembers what it was given.
func runningMean() func(x float64) float64 {
	sum, n := 0.0, 0.0
	return func(x float64) float64 {
		sum += x
		n++
		return sum / n
	}
}

func main() {
	prices := runningMean()
	areas := runningMean()
	fmt.Println(prices(258))
	fmt.Println(areas(107.4))
	fmt.Println(prices(142))
}
