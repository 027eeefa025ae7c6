package main

import (
	"math"
	"testing"
)

func TestThreePrices(t *testing.T) {
	in := []float64{258, 142, 197}
	got, err := Mean(in)
	if err != nil {
		t.Fatalf("There are prices, so the error should be nil.\n  input: %v\n  got: %v", in, err)
	}
	if math.Abs(got-199) > 1e-9 {
		t.Errorf("The mean is the sum of the prices, divided by their number.\n  input: %v\n  want: 199\n  got: %v", in, got)
	}
}

func TestMeanBetweenWholeNumbers(t *testing.T) {
	in := []float64{1, 2, 2, 5.5}
	if got, _ := Mean(in); math.Abs(got-2.625) > 1e-9 {
		t.Errorf("The mean should keep its decimals.\n  input: %v\n  want: 2.625\n  got: %v", in, got)
	}
}

func TestNoPrices(t *testing.T) {
	got, err := Mean(nil)
	if math.IsNaN(got) {
		t.Fatalf("The mean of no prices should not be NaN.\n  input: []\n  want: 0 and an error\n  got: %v", got)
	}
	if err == nil {
		t.Errorf("Without prices there is no mean: return an error.\n  input: []\n  want: an error\n  got: %v, nil", got)
	}
}
