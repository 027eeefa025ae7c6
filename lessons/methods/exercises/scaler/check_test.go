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
		if math.IsNaN(a[i]) || math.Abs(a[i]-b[i]) > 1e-9 {
			return false
		}
	}
	return true
}

func TestFitRemembersTheRange(t *testing.T) {
	for _, in := range [][]float64{{50, 70, 110}, {8}, {5, -3, 2}, {-2, -7}} {
		want := Scaler{Min: in[0], Max: in[0]}
		for _, x := range in {
			want.Min, want.Max = math.Min(want.Min, x), math.Max(want.Max, x)
		}
		var s Scaler
		s.Fit(in)
		if s != want {
			t.Fatalf("After Fit, Min and Max should be the smallest and the largest number.\n  input: %v\n  want: %v\n  got: %v", in, want, s)
		}
	}
}

func TestTransformScales(t *testing.T) {
	s := Scaler{Min: 50, Max: 100}
	in := []float64{50, 75, 100}
	want := []float64{0, 0.5, 1}
	if got := s.Transform(in); !near(got, want) {
		t.Errorf("Transform should bring the range from Min to Max to 0 to 1.\n  input: 50, 75, 100 with %v\n  want: %v\n  got: %v", s, want, got)
	}
}

func TestTransformLeavesItsInputAlone(t *testing.T) {
	s := Scaler{Min: 50, Max: 100}
	in := []float64{50, 75, 100}
	s.Transform(in)
	if !near(in, []float64{50, 75, 100}) {
		t.Errorf("Transform changed the slice that it was given.\n  input: [50 75 100]\n  want: [50 75 100] afterwards\n  got: %v", in)
	}
}

func TestNewRowsUseTheOldRange(t *testing.T) {
	s := Scaler{Min: 50, Max: 100}
	in := []float64{125, 25}
	want := []float64{1.5, -0.5}
	if got := s.Transform(in); !near(got, want) {
		t.Errorf("Transform should use the range from Fit, even for numbers outside of it.\n  input: 125, 25 with %v\n  want: %v\n  got: %v", s, want, got)
	}
}

func TestColumnOfEqualNumbers(t *testing.T) {
	s := Scaler{Min: 3, Max: 3}
	want := []float64{0, 0}
	if got := s.Transform([]float64{3, 3}); !near(got, want) {
		t.Errorf("In a column of equal numbers everything should become 0.\n  input: 3, 3 with %v\n  want: %v\n  got: %v", s, want, got)
	}
}
