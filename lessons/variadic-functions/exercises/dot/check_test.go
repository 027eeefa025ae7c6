package main

import (
	"math"
	"testing"
)

func dot(t *testing.T, weights []float64, features ...float64) (float64, error) {
	defer func() {
		if r := recover(); r != nil {
			t.Fatalf("Dot should return an error, not panic.\n  input: %v and %v\n  got: %v", weights, features, r)
		}
	}()
	return Dot(weights, features...)
}

func check(t *testing.T, want float64, weights []float64, features ...float64) {
	got, err := dot(t, weights, features...)
	if err != nil {
		t.Fatalf("There is a feature for each weight, so the error should be nil.\n  input: %v and %v\n  want: %v, nil\n  got: %v", weights, features, want, err)
	}
	if math.Abs(got-want) > 1e-9 {
		t.Errorf("Multiply each weight by its own feature, then add up.\n  input: %v and %v\n  want: %v\n  got: %v", weights, features, want, got)
	}
}

func TestOneWeight(t *testing.T) {
	check(t, 6, []float64{2}, 3)
}

func TestThreeWeights(t *testing.T) {
	check(t, 234.8, []float64{2, 7, -0.5}, 107.4, 4, 16)
}

func TestNoWeights(t *testing.T) {
	check(t, 0, nil)
}

func TestTooFewFeatures(t *testing.T) {
	if got, err := dot(t, []float64{2, 7}, 3); err == nil {
		t.Errorf("Two weights and one feature do not match: return an error.\n  input: [2 7] and [3]\n  want: an error\n  got: %v, nil", got)
	}
}

func TestTooManyFeatures(t *testing.T) {
	if got, err := dot(t, []float64{2}, 3, 5); err == nil {
		t.Errorf("One weight and two features do not match: return an error.\n  input: [2] and [3 5]\n  want: an error\n  got: %v, nil", got)
	}
}
