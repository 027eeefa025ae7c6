package main

import (
	"math"
	"testing"
)

func TestMeanBeforeTheFirstLoss(t *testing.T) {
	var r RunningMean
	if got := r.Mean(); got != 0 {
		t.Errorf("Before the first loss the mean should be 0.\n  want: 0\n  got: %v", got)
	}
}

func TestMeanOfSomeLosses(t *testing.T) {
	for _, in := range [][]float64{{0.5}, {0.9, 0.6, 0.3}, {4, 1, 1, 2}} {
		var r RunningMean
		want := 0.0
		for _, loss := range in {
			r.Add(loss)
			want += loss / float64(len(in))
		}
		if got := r.Mean(); math.Abs(got-want) > 1e-9 {
			t.Fatalf("The mean forgets the losses that were added.\n  input: %v\n  want: %.2f\n  got: %.2f", in, want, got)
		}
	}
}

func TestTwoMeansStayApart(t *testing.T) {
	var train, test RunningMean
	train.Add(0.1)
	test.Add(0.7)
	if got := train.Mean(); got != 0.1 {
		t.Errorf("Each mean should keep its own losses.\n  input: 0.1 for train, 0.7 for test\n  want: 0.1\n  got: %v", got)
	}
}
