package main

import (
	"math"
	"testing"
)

func TestDotOfTwoNumbers(t *testing.T) {
	v, w := Vector{3, 4}, Vector{10, 0.5}
	if got := v.Dot(w); got != 32 {
		t.Errorf("Dot should add up the products: 3·10 + 4·0.5.\n  input: %v and %v\n  want: 32\n  got: %v", v, w, got)
	}
}

func TestDotWithNegativeNumbers(t *testing.T) {
	v, w := Vector{1, -2, 3, 0}, Vector{4, 5, 6, 100}
	if got := v.Dot(w); got != 12 {
		t.Errorf("Dot is wrong for four numbers, one of them negative.\n  input: %v and %v\n  want: 12\n  got: %v", v, w, got)
	}
}

func TestDotOfNothing(t *testing.T) {
	v := Vector{}
	if got := v.Dot(Vector{}); got != 0 {
		t.Errorf("The sum of no products should be 0.\n  input: [] and []\n  want: 0\n  got: %v", got)
	}
}

func TestNorm(t *testing.T) {
	for _, c := range []struct {
		in   Vector
		want float64
	}{{Vector{3, 4}, 5}, {Vector{-6, 8}, 10}, {Vector{2, 3, 6}, 7}, {Vector{}, 0}} {
		if got := c.in.Norm(); math.Abs(got-c.want) > 1e-9 {
			t.Fatalf("Norm should be the square root of the vector's dot product with itself.\n  input: %v\n  want: %v\n  got: %v", c.in, c.want, got)
		}
	}
}
