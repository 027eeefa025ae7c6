package main

import (
	"math"
	"testing"
)

var (
	truth   = []string{"five", "five", "five", "five", "nine", "nine", "nine", "nine", "one", "one"}
	answers = []string{"five", "nine", "nine", "nine", "nine", "nine", "five", "nine", "one", "one"}
)

func TestAccuracy(t *testing.T) {
	want := 0.6
	if got := Judge(truth, answers, "five").Accuracy; !(math.Abs(got-want) < 1e-9) {
		t.Errorf("6 of the 10 answers are right, over all classes: that is the accuracy.\n  input: truth %v, answers %v\n  want: %.2f\n  got: %.2f", truth, answers, want, got)
	}
}

func TestRecall(t *testing.T) {
	want := 0.25
	if got := Judge(truth, answers, "five").Recall; !(math.Abs(got-want) < 1e-9) {
		t.Errorf("1 of the 4 true fives was found: that is the recall of “five”.\n  input: truth %v, answers %v\n  want: %.2f\n  got: %.2f", truth, answers, want, got)
	}
}

func TestPrecision(t *testing.T) {
	want := 0.5
	if got := Judge(truth, answers, "five").Precision; !(math.Abs(got-want) < 1e-9) {
		t.Errorf("1 of the 2 answers “five” is right: that is the precision of “five”.\n  input: truth %v, answers %v\n  want: %.2f\n  got: %.2f", truth, answers, want, got)
	}
}

func TestAnotherClass(t *testing.T) {
	got := Judge(truth, answers, "nine")
	if !(math.Abs(got.Recall-0.75) < 1e-9) || !(math.Abs(got.Precision-0.5) < 1e-9) {
		t.Errorf("For another class, other answers count: 3 of 4 nines were found, and 3 of 6 answers “nine” are right.\n  input: truth %v, answers %v\n  want: recall 0.75, precision 0.50\n  got: recall %.2f, precision %.2f", truth, answers, got.Recall, got.Precision)
	}
}

func TestClassThatIsNeverNamed(t *testing.T) {
	truth, answers := []string{"good", "good", "good", "faulty"}, []string{"good", "good", "good", "good"}
	got := Judge(truth, answers, "faulty")
	if want := (Report{Accuracy: 0.75}); got != want {
		t.Errorf("A model that never says “faulty” has nothing to take a precision of: it should be 0.\n  input: truth %v, answers %v\n  want: %v\n  got: %v", truth, answers, want, got)
	}
}
