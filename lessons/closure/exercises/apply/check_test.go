package main

import (
	"slices"
	"testing"
)

func check(t *testing.T, name string, f func(float64) float64, xs, want []float64) {
	if got := Apply(f, xs); !slices.Equal(got, want) {
		t.Errorf("Each number should become f of that number.\n  input: %s of %v\n  want: %v\n  got: %v", name, xs, want, got)
	}
}

func TestRelu(t *testing.T) {
	check(t, "relu", relu, []float64{-1.5, 0.5, 2}, []float64{0, 0.5, 2})
}

func TestSquare(t *testing.T) {
	square := func(x float64) float64 { return x * x }
	check(t, "the square", square, []float64{-3, 0, 4}, []float64{9, 0, 16})
}

func TestNoNumbers(t *testing.T) {
	check(t, "relu", relu, nil, nil)
}
