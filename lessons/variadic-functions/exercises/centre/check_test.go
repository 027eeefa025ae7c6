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

func centre(t *testing.T, xs []float64) []float64 {
	defer func() {
		if r := recover(); r != nil {
			t.Fatalf("Centre should return the numbers, but it panicked.\n  input: %v\n  got: %v", xs, r)
		}
	}()
	return Centre(xs...)
}

func TestMeanIsSubtracted(t *testing.T) {
	got := centre(t, []float64{258, 142, 197})
	if want := []float64{59, -57, -2}; !near(got, want) {
		t.Errorf("Each number should be less by the mean, which is 199.\n  input: [258 142 197]\n  want: %v\n  got: %v", want, got)
	}
}

func TestCallerKeepsItsNumbers(t *testing.T) {
	areas := []float64{50, 100, 120}
	got := centre(t, areas)
	if want := []float64{-40, 10, 30}; !near(got, want) {
		t.Fatalf("Each number should be less by the mean, which is 90.\n  input: [50 100 120]\n  want: %v\n  got: %v", want, got)
	}
	if want := []float64{50, 100, 120}; !near(areas, want) {
		t.Errorf("The caller's slice was changed.\n  input: [50 100 120]\n  want: %v still\n  got: %v", want, areas)
	}
}

func TestResultIsASliceOfItsOwn(t *testing.T) {
	areas := []float64{50, 70}
	centre(t, areas)[0] = 1000
	if areas[0] == 1000 {
		t.Errorf("A change to the result should not reach the caller's slice.\n  want: 50 as the first area\n  got: %v", areas[0])
	}
}
