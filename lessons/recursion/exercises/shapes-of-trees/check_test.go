package main

import (
	"testing"
	"time"
)

func small(t *testing.T, n int) int {
	defer func() {
		if r := recover(); r != nil {
			t.Fatalf("Shapes should return a number, but it panicked.\n  input: %d questions\n  got: %v", n, r)
		}
	}()
	return Shapes(n)
}

func TestSmallTrees(t *testing.T) {
	for n, want := range []int{1, 1, 2, 5, 14} {
		if got := small(t, n); got != want {
			t.Fatalf("This is not the number of shapes.\n  input: %d questions\n  want: %d\n  got: %d", n, want, got)
		}
	}
}

func TestSmallTreesAgain(t *testing.T) {
	for _, n := range []int{4, 2, 4} {
		if got, want := small(t, n), []int{1, 1, 2, 5, 14}[n]; got != want {
			t.Fatalf("Asked for again, the number should be the same.\n  input: %d questions\n  want: %d\n  got: %d", n, want, got)
		}
	}
}

func TestLargeTree(t *testing.T) {
	done, failed := make(chan int, 1), make(chan any, 1)
	go func() {
		defer func() {
			if r := recover(); r != nil {
				failed <- r
			}
		}()
		done <- Shapes(30)
	}()
	select {
	case r := <-failed:
		t.Errorf("Shapes should return a number, but it panicked.\n  input: 30 questions\n  got: %v", r)
	case got := <-done:
		if want := 3814986502092304; got != want {
			t.Errorf("This is not the number of shapes.\n  input: 30 questions\n  want: %d\n  got: %d", want, got)
		}
	case <-time.After(2 * time.Second):
		t.Errorf("After two seconds the answer for 30 questions is not finished.\n  input: 30 questions\n  want: an answer at once\n  got: none yet")
	}
}
