package main

import "testing"

func try(t *testing.T, model any, want string) {
	t.Helper()
	if got := Describe(model); got != want {
		t.Fatalf("The description does not fit this model.\n  input: %T\n  want: %s\n  got: %s", model, want, got)
	}
}

func TestAlways(t *testing.T) {
	try(t, Always("virginica"), "always virginica")
}

func TestThreshold(t *testing.T) {
	try(t, Threshold{Cut: 4.75}, "cut at 4.8 cm")
}

func TestOtherModels(t *testing.T) {
	try(t, []float64{0.5}, "a model of type []float64")
	try(t, "forest", "a model of type string")
}

func TestNoModel(t *testing.T) {
	try(t, nil, "no model")
}
