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
		if !(math.Abs(a[i]-b[i]) < 1e-9) {
			return false
		}
	}
	return true
}

func TestTrainingNumbersGoFrom0To1(t *testing.T) {
	xs := []float64{50, 70, 110, 80}
	if train, _ := Prepare(xs, 3); !near(train, []float64{0, 1.0 / 3, 1}) {
		t.Errorf("The training numbers should go from 0 to 1.\n  input: %v, the first 3 for training\n  want: [0.00 0.33 1.00]\n  got: %.2f", xs, train)
	}
}

func TestTrainingKnowsNothingOfTheTest(t *testing.T) {
	small, _ := Prepare([]float64{50, 70, 110, 80}, 3)
	large, _ := Prepare([]float64{50, 70, 110, 230}, 3)
	if !near(small, large) {
		t.Errorf("The training numbers change with a house that is only in the test set: something of it has leaked.\n  input: 50, 70, 110 for training; 80, then 230 for the test\n  want: the same training numbers twice\n  got: %.2f, then %.2f", small, large)
	}
}

func TestTestNumbersUseTheRangeOfTraining(t *testing.T) {
	xs := []float64{50, 150, 100, 200, 30}
	if _, test := Prepare(xs, 3); !near(test, []float64{1.5, -0.2}) {
		t.Errorf("The test numbers should be scaled with the range of the training numbers.\n  input: %v, the first 3 for training\n  want: [1.50 -0.20]\n  got: %.2f", xs, test)
	}
}
