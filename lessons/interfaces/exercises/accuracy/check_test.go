package main

import (
	"strings"
	"testing"
)

// longest is a classifier that the program does not know.
type longest struct{}

func (longest) Predict(row []float64) string {
	return strings.Repeat("i", len(row))
}

func flowers(labels ...string) []Example {
	var all []Example
	for i, label := range labels {
		all = append(all, Example{[]float64{float64(i), 1}, label})
	}
	return all
}

// accuracy asks Accuracy, and fails the test if it panics.
func accuracy(t *testing.T, c Classifier, examples []Example) float64 {
	t.Helper()
	defer func() {
		if r := recover(); r != nil {
			t.Fatalf("Accuracy should return a number, but it panicked.\n  input: %T and %v\n  got: %v", c, examples, r)
		}
	}()
	return Accuracy(c, examples)
}

func TestAllRight(t *testing.T) {
	in := flowers("setosa", "setosa")
	if got := accuracy(t, Always("setosa"), in); got != 1 {
		t.Errorf("When every prediction is right, the accuracy should be 1.\n  input: %v\n  want: 1\n  got: %v", in, got)
	}
}

func TestSomeRight(t *testing.T) {
	in := flowers("setosa", "virginica", "virginica", "setosa")
	for _, try := range []struct {
		c    Classifier
		want float64
	}{
		{Always("setosa"), 0.5},
		{Threshold{0.5, "setosa", "virginica"}, 0.75},
		{longest{}, 0},
	} {
		if got := accuracy(t, try.c, in); got != try.want {
			t.Fatalf("The accuracy should be the right answers divided by all answers.\n  input: %T and %v\n  want: %v\n  got: %v", try.c, in, try.want, got)
		}
	}
}

func TestAnyClassifierWillDo(t *testing.T) {
	in := flowers("ii", "i", "ii")
	got := accuracy(t, longest{}, in)
	if got < 0.66 || got > 0.67 {
		t.Errorf("Accuracy should work for a classifier that it has never heard of.\n  input: %v\n  want: 0.6666666666666666\n  got: %v", in, got)
	}
}

func TestNoExamples(t *testing.T) {
	if got := accuracy(t, Always("setosa"), nil); got != 0 {
		t.Errorf("Without examples the accuracy should be 0.\n  input: []\n  want: 0\n  got: %v", got)
	}
}
