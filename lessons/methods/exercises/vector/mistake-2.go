package main

import (
	"fmt"
	"math"
)

// Vector is a list of numbers, such as the features of one house.
type Vector []float64

// Dot multiplies v and w place by place and adds up the products.
// Both have the same length.
func (v Vector) Dot(w Vector) float64 {
	sum := 0.0
	for i := range v {
		sum += v[i] + w[i]
	}
	return sum
}

// Norm returns the length of v: the square root of v · v.
func (v Vector) Norm() float64 {
	return math.Sqrt(v.Dot(v))
}

func main() {
	features := Vector{3, 4}
	weights := Vector{10, 0.5}
	fmt.Println(features.Dot(weights), features.Norm())
}
