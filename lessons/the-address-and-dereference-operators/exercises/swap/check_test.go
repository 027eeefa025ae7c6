package main

import "testing"

func check(t *testing.T, a, b float64) {
	x, y := a, b
	Swap(&x, &y)
	if x != b || y != a {
		t.Errorf("The two numbers should have changed places.\n  input: %v and %v\n  want: %v and %v\n  got: %v and %v", a, b, b, a, x, y)
	}
}

func TestAreaAndPrice(t *testing.T) {
	check(t, 258, 107.4)
}

func TestEqualNumbers(t *testing.T) {
	check(t, 4, 4)
}

func TestTwoElementsOfASlice(t *testing.T) {
	xs := []float64{1, 2, 3}
	Swap(&xs[0], &xs[2])
	if xs[0] != 3 || xs[1] != 2 || xs[2] != 1 {
		t.Errorf("The first and the last element should have changed places.\n  input: [1 2 3]\n  want: [3 2 1]\n  got: %v", xs)
	}
}

func TestANumberWithItself(t *testing.T) {
	x := 7.0
	Swap(&x, &x)
	if x != 7 {
		t.Errorf("A number that is swapped with itself should stay.\n  input: 7\n  want: 7\n  got: %v", x)
	}
}
