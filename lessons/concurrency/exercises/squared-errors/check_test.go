package main

import (
	"slices"
	"testing"
	"time"
)

// squares sends the errors into a Square and collects what comes out.
func squares(t *testing.T, errors []float64) []float64 {
	t.Helper()
	in := make(chan float64, len(errors))
	for _, e := range errors {
		in <- e
	}
	close(in)
	outs := make(chan (<-chan float64), 1)
	go func() { outs <- Square(in) }()
	var out <-chan float64
	limit := time.After(time.Second)
	select {
	case out = <-outs:
	case <-limit:
		t.Fatalf("Square does not return. It should start a goroutine and return the channel at once.")
	}
	var all []float64
	for {
		select {
		case x, ok := <-out:
			if !ok {
				return all
			}
			all = append(all, x)
		case <-limit:
			t.Fatalf("After the last square the channel should be closed, but it stays open.\n  input: %v\n  want: the squares, then the end\n  got: %v, and no end", errors, all)
		}
	}
}

func TestNoErrors(t *testing.T) {
	if got := squares(t, nil); len(got) != 0 {
		t.Errorf("Where nothing goes in, nothing should come out.\n  input: []\n  want: []\n  got: %v", got)
	}
}

func TestSquaresInOrder(t *testing.T) {
	in := []float64{0.5, -2, 3, 0}
	want := []float64{0.25, 4, 9, 0}
	if got := squares(t, in); !slices.Equal(got, want) {
		t.Errorf("Each error should come out as its square, in the same order.\n  input: %v\n  want: %v\n  got: %v", in, want, got)
	}
}
