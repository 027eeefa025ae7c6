package main

import (
	"math"
	"testing"
)

func near(a, b float64) bool {
	return math.Abs(a-b) < 1e-12
}

func TestFirstRate(t *testing.T) {
	next := Schedule(0.3, 0.5)
	if got := next(); !near(got, 0.3) {
		t.Errorf("The first rate is the start.\n  input: start 0.3, factor 0.5\n  want: 0.3\n  got: %v", got)
	}
}

func TestRatesThatFall(t *testing.T) {
	next := Schedule(0.8, 0.5)
	for i, want := range []float64{0.8, 0.4, 0.2, 0.1} {
		if got := next(); !near(got, want) {
			t.Fatalf("Each rate is the one before times the factor; look at call %d.\n  input: start 0.8, factor 0.5\n  want: %v\n  got: %v", i+1, want, got)
		}
	}
}

func TestTwoSchedules(t *testing.T) {
	fast, slow := Schedule(1, 0.1), Schedule(2, 0.9)
	fast()
	slow()
	if got := fast(); !near(got, 0.1) {
		t.Errorf("Two schedules should not disturb each other.\n  input: the second call of the first schedule\n  want: 0.1\n  got: %v", got)
	}
}
