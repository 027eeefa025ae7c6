package main

import "fmt"

// Dot multiplies each weight by its feature and returns the sum,
// or an error where their numbers differ.
func Dot(weights []float64, features ...float64) (float64, error) {
	sum := 0.0
	for i, w := range weights {
		sum += w * features[i]
	}
	return sum, nil
}

func main() {
	weights := []float64{2, 7, -0.5}
	fmt.Println(Dot(weights, 107.4, 4, 16))
	fmt.Println(Dot(weights, 107.4))
}
