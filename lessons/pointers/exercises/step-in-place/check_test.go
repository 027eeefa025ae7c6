package main

import (
	"math"
	"testing"
)

func near(a, b Model) bool {
	return math.Abs(a.Weight-b.Weight) < 1e-9 && math.Abs(a.Bias-b.Bias) < 1e-9
}

func check(t *testing.T, m, slopes Model, rate float64, want Model) {
	before := m
	Step(&m, slopes, rate)
	switch {
	case near(m, want):
	case m == before:
		t.Errorf("The caller's model has not changed.\n  input: %v, slopes %v, rate %v\n  want: %v\n  got: %v", before, slopes, rate, want, m)
	case m.Bias == before.Bias && m.Bias != want.Bias:
		t.Errorf("The bias has not changed.\n  input: %v, slopes %v, rate %v\n  want: %v\n  got: %v", before, slopes, rate, want, m)
	default:
		t.Errorf("The step leads somewhere else.\n  input: %v, slopes %v, rate %v\n  want: %v\n  got: %v", before, slopes, rate, want, m)
	}
}

func TestOnlyTheWeight(t *testing.T) {
	check(t, Model{1, 10}, Model{4, 0}, 0.5, Model{-1, 10})
}

func TestWeightAndBias(t *testing.T) {
	check(t, Model{1, 10}, Model{4, -2}, 0.5, Model{-1, 11})
}

func TestSmallRate(t *testing.T) {
	check(t, Model{2, 30}, Model{-5, 8}, 0.01, Model{2.05, 29.92})
}

func TestTwoSteps(t *testing.T) {
	m := Model{1, 0}
	Step(&m, Model{1, 1}, 0.1)
	Step(&m, Model{2, -1}, 0.1)
	if want := (Model{0.7, 0}); !near(m, want) {
		t.Errorf("The second step should go on where the first one ended.\n  input: {1 0}, two steps\n  want: %v\n  got: %v", want, m)
	}
}
