package main

import (
	"math"
	"testing"
)

func near(a, b []float64) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if math.Abs(a[i]-b[i]) > 1e-9 {
			return false
		}
	}
	return true
}

func TestOnePrice(t *testing.T) {
	prices := []float64{200}
	Raise(prices, 50)
	if want := []float64{300}; !near(prices, want) {
		t.Errorf("A price of 200 raised by 50 percent should be 300.\n  input: [200], 50\n  want: %v\n  got: %v", want, prices)
	}
}

func TestEveryPrice(t *testing.T) {
	prices := []float64{100, 142, 360}
	Raise(prices, 10)
	if want := []float64{110, 156.2, 396}; !near(prices, want) {
		t.Errorf("Every price in the slice should rise.\n  input: [100 142 360], 10\n  want: %v\n  got: %v", want, prices)
	}
}

func TestNothingToRaise(t *testing.T) {
	prices := []float64{}
	Raise(prices, 10)
	if len(prices) != 0 {
		t.Errorf("An empty slice should stay empty.\n  got: %v", prices)
	}
}
