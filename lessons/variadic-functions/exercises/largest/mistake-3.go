package main

import "fmt"

// Largest returns the largest of one or more numbers.
func Largest(first float64, rest ...float64) float64 {
	largest := first
	for _, x := range rest {
		if x > first {
			largest = x
		}
	}
	return largest
}

func main() {
	fmt.Println(Largest(258, 142, 197, 469))
	fmt.Println(Largest(-0.3, -0.1, -2))
	fmt.Println(Largest(7))
}
