package main

import "fmt"

// Apply returns f of each number.
func Apply(f ____, xs []float64) []float64 {
	ys := make([]float64, len(xs))
	for i, x := range xs {
		ys[i] = f(x)
	}
	return ys
}

// relu turns what is below zero into zero; max is built into Go.
func relu(x float64) float64 {
	return max(0, x)
}

func main() {
	fmt.Println(Apply(relu, []float64{-1.5, 0.5, 2}))
}
