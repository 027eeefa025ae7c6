package main

import "fmt"

// Dot multiplies each weight by its feature and returns the sum,
// or an error where their numbers differ.
func Dot(weights []float64, features ...float64) (float64, error) {
	if len(features) > len(weights) {
		return 0, fmt.Errorf("too many")
	}
	sum := 0.0
	for i, x := range features {
		sum += weights[i] * x
	}
	return sum, nil
}

func main() {
	weights := []float64{2, 7, -0.5}
	fmt.Println(Dot(weights, 107.4, 4, 16))
	fmt.Println(Dot(weights, 107.4))
}
