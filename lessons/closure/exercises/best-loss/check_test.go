package main

import "testing"

func check(t *testing.T, losses, want []float64) {
	best := Best()
	for i, loss := range losses {
		if got := best(loss); got != want[i] {
			t.Fatalf("After loss number %d, this is not the lowest so far.\n  input: %v\n  want: %v\n  got: %v", i+1, losses[:i+1], want[i], got)
		}
	}
}

func TestFirstLoss(t *testing.T) {
	check(t, []float64{0.9}, []float64{0.9})
}

func TestLossThatFalls(t *testing.T) {
	check(t, []float64{0.9, 0.7, 0.4}, []float64{0.9, 0.7, 0.4})
}

func TestLossThatRisesAgain(t *testing.T) {
	check(t, []float64{0.9, 0.4, 0.6, 0.3}, []float64{0.9, 0.4, 0.4, 0.3})
}
