package main

import "fmt"

// Vector is a list of numbers, such as the features of one house.
type Vector []float64

// Dot multiplies v and w place by place and adds up the products.
// Both have the same length.
func (v Vector) Dot(w Vector) float64 {
	return 0
}

// Norm returns the length of v: the square root of v · v.
func (v Vector) Norm() float64 {
	return 0
}

func main() {
	features := Vector{3, 4}
	weights := Vector{10, 0.5}
	fmt.Println(features.Dot(weights), features.Norm())
}
