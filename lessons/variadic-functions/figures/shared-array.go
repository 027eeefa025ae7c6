package main

import "fmt"

// scale divides each value by the largest one.
func scale(xs ...float64) []float64 {
	largest := 0.0
	for _, x := range xs {
		largest = max(largest, x)
	}
	for i := range xs {
		xs[i] /= largest
	}
	return xs
}

func main() {
	fmt.Println(scale(2, 4, 8))

	areas := []float64{50, 100, 200}
	fmt.Println(scale(areas...))
	fmt.Println(areas)
}
