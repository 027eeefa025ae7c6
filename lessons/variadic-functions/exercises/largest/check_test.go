package main

import "testing"

func check(t *testing.T, want, first float64, rest ...float64) {
	defer func() {
		if r := recover(); r != nil {
			t.Fatalf("Largest should return a number, but it panicked.\n  input: %v and %v\n  want: %v\n  got: %v", first, rest, want, r)
		}
	}()
	if got := Largest(first, rest...); got != want {
		t.Errorf("This is not the largest of the numbers.\n  input: %v and %v\n  want: %v\n  got: %v", first, rest, want, got)
	}
}

func TestOneNumber(t *testing.T) {
	check(t, 258, 258)
}

func TestLargestIsFirst(t *testing.T) {
	check(t, 469, 469, 142, 197)
}

func TestLargestIsLast(t *testing.T) {
	check(t, 747, 258, 142, 747)
}

func TestLargestIsInTheMiddle(t *testing.T) {
	check(t, 9.5, 3, 9.5, 4.25, 6)
}

func TestChangesBelowZero(t *testing.T) {
	check(t, -0.1, -0.3, -0.1, -2)
}
