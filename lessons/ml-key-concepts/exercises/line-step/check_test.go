package main

import (
	"fmt"
	"math"
	"testing"
)

func near(a, b Line) bool {
	return math.Abs(a.Weight-b.Weight) < 1e-9 && math.Abs(a.Bias-b.Bias) < 1e-9
}

func TestStepWithOneHouse(t *testing.T) {
	houses := []House{{Area: 2, Price: 3}}
	want := Line{Weight: 1.2, Bias: 0.6}
	if got := Step(Line{}, houses, 0.1); !near(got, want) {
		t.Errorf("The line predicts 0 and the price is 3, so the error is -3 and the slopes are -12 and -6.\n  input: weight 0, bias 0, a house of area 2 and price 3, rate 0.1\n  want: weight %.2f, bias %.2f\n  got: weight %.2f, bias %.2f", want.Weight, want.Bias, got.Weight, got.Bias)
	}
}

func TestStepWithTwoHouses(t *testing.T) {
	houses := []House{{Area: 1, Price: 2}, {Area: 3, Price: 5}}
	want := Line{Weight: 1.7, Bias: 0.3}
	if got := Step(Line{Weight: 1}, houses, 0.1); !near(got, want) {
		if got != (Line{Weight: 1}) {
			t.Fatalf("With two houses, each slope should be the average over both, with the line as it was before the step.\n  input: weight 1, bias 0, houses %v, rate 0.1\n  want: weight %.2f, bias %.2f\n  got: weight %.2f, bias %.2f", houses, want.Weight, want.Bias, got.Weight, got.Bias)
		}
		t.Fatalf("The line did not move, though it is wrong about both houses.\n  input: weight 1, bias 0, houses %v, rate 0.1\n  want: weight %.2f, bias %.2f\n  got: weight %.2f, bias %.2f", houses, want.Weight, want.Bias, got.Weight, got.Bias)
	}
}

func TestStepsGoDownhill(t *testing.T) {
	houses := []House{{1.074, 2.58}, {0.68, 1.42}, {0.5, 1.97}}
	l := Line{Weight: -1, Bias: 4}
	for i := range 50 {
		next := Step(l, houses, 0.2)
		before, after := Loss(l, houses), Loss(next, houses)
		if after >= before || math.IsNaN(after) {
			t.Fatalf("With so small a rate every step should make the loss smaller.\n  input: step %d from %s\n  want: a loss below %.4f\n  got: %.4f", i+1, fmt.Sprintf("weight %.2f, bias %.2f", l.Weight, l.Bias), before, after)
		}
		l = next
	}
}

func TestStepAtTheBottom(t *testing.T) {
	houses := []House{{1, 3}, {2, 5}}
	want := Line{Weight: 2, Bias: 1}
	if got := Step(want, houses, 0.1); !near(got, want) {
		t.Errorf("This line is right about every house: all slopes are 0, and it should stay.\n  input: weight 2, bias 1, houses %v\n  want: weight 2.00, bias 1.00\n  got: weight %.2f, bias %.2f", houses, got.Weight, got.Bias)
	}
}
