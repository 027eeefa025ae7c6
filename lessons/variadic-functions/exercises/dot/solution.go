package main

import (
	"errors"
	"fmt"
)

// Dot multiplies each weight by its feature and returns the sum,
// or an error where their numbers differ.
func Dot(weights []float64, features ...float64) (float64, error) {
	if len(weights) != len(features) {
		return 0, errors.New("as many features as weights are needed")
	}
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
