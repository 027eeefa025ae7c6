package main

import (
	"math"
	"testing"
)

func double(row float64) float64 { return 2 * row }

func rows(n int) []float64 {
	all := make([]float64, n)
	for i := range all {
		all[i] = float64(i + 1)
	}
	return all
}

func TestPartsOfEqualSize(t *testing.T) {
	if got := Gradient(rows(6), 3, double); got != 42 {
		t.Errorf("Six rows in three parts should give the sum of all slopes.\n  input: 1 to 6, 3 parts\n  want: 42\n  got: %v", got)
	}
}

func TestRowsThatDoNotDivide(t *testing.T) {
	for n := 10; n >= 1; n-- {
		want := float64(n * (n + 1))
		for parts := 1; parts <= 5; parts++ {
			if got := Gradient(rows(n), parts, double); math.Abs(got-want) > 1e-9 {
				t.Fatalf("Every row should count exactly once, however the rows are divided.\n  input: 1 to %d, %d parts\n  want: %v\n  got: %v", n, parts, want, got)
			}
		}
	}
}

func TestNoRows(t *testing.T) {
	if got := Gradient(nil, 4, double); got != 0 {
		t.Errorf("Without rows the sum should be 0.\n  input: no rows, 4 parts\n  want: 0\n  got: %v", got)
	}
}
