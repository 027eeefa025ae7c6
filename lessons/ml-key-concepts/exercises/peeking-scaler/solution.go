package main

import (
	"fmt"
	"slices"
)

// Prepare splits xs: the first n numbers are for training, the others for the test.
// Both are scaled so that the training numbers go from 0 to 1.
// The training numbers are not all equal.
func Prepare(xs []float64, n int) (train, test []float64) {
	low, high := slices.Min(xs[:n]), slices.Max(xs[:n])
	scaled := make([]float64, len(xs))
	for i, x := range xs {
		scaled[i] = (x - low) / (high - low)
	}
	return scaled[:n], scaled[n:]
}

func main() {
	areas := []float64{50, 70, 110, 230}
	train, test := Prepare(areas, 3)
	fmt.Printf("training: %.2f\n", train)
	fmt.Printf("test:     %.2f\n", test)
}
