package main

import "testing"

// answer fits a Nearest and asks it, by way of the interface.
func answer(t *testing.T, known []Example, row []float64) string {
	t.Helper()
	var n any = &Nearest{}
	l, ok := n.(Learner)
	if !ok {
		t.Fatalf("The type *Nearest does not have the methods of Learner yet.")
	}
	l.Fit(known)
	return l.Predict(row)
}

func TestNearestIsALearner(t *testing.T) {
	answer(t, []Example{{[]float64{1}, "setosa"}}, []float64{1})
}

func TestOneNumber(t *testing.T) {
	known := []Example{{[]float64{1.4}, "setosa"}, {[]float64{4.7}, "versicolor"}, {[]float64{6}, "virginica"}}
	for _, try := range []struct {
		petal float64
		want  string
	}{{1.3, "setosa"}, {9, "virginica"}, {5, "versicolor"}} {
		if got := answer(t, known, []float64{try.petal}); got != try.want {
			t.Fatalf("The answer should be the label of the nearest petal.\n  input: %v with %v\n  want: %q\n  got: %q", try.petal, known, try.want, got)
		}
	}
}

func TestTwoNumbers(t *testing.T) {
	known := []Example{{[]float64{0, 5}, "setosa"}, {[]float64{5, 0}, "virginica"}}
	row, want := []float64{1, 4}, "setosa"
	if got := answer(t, known, row); got != want {
		t.Errorf("All numbers of a row count for the distance.\n  input: %v with %v\n  want: %q\n  got: %q", row, known, want, got)
	}
}

func TestDifferencesBelowZero(t *testing.T) {
	known := []Example{{[]float64{0, 0}, "setosa"}, {[]float64{5, 5}, "virginica"}}
	row, want := []float64{2, -5}, "setosa"
	if got := answer(t, known, row); got != want {
		t.Errorf("A difference below 0 is a distance too, and never makes the sum smaller.\n  input: %v with %v\n  want: %q\n  got: %q", row, known, want, got)
	}
}

func TestFirstOfEquallyNear(t *testing.T) {
	known := []Example{{[]float64{2}, "setosa"}, {[]float64{4}, "virginica"}}
	row, want := []float64{3}, "setosa"
	if got := answer(t, known, row); got != want {
		t.Errorf("Between two equally near examples the first one should win.\n  input: %v with %v\n  want: %q\n  got: %q", row, known, want, got)
	}
}

func TestNothingLearned(t *testing.T) {
	if got := answer(t, nil, []float64{3}); got != "" {
		t.Errorf("Without examples the answer should be the empty text.\n  input: 3 with []\n  want: \"\"\n  got: %q", got)
	}
}
