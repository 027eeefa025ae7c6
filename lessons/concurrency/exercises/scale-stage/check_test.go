package main

import (
	"math"
	"testing"
	"time"
)

// stage starts Scale, and fails the test if it does not return.
func stage(t *testing.T, in <-chan float64, low, high float64) <-chan float64 {
	t.Helper()
	outs := make(chan (<-chan float64), 1)
	go func() { outs <- Scale(in, low, high) }()
	select {
	case out := <-outs:
		return out
	case <-time.After(time.Second):
		t.Fatalf("Scale does not return while in is open. It should start a goroutine, and return its channel at once.")
		return nil
	}
}

// next receives one number, or says that the channel is closed.
func next(t *testing.T, out <-chan float64) (float64, bool) {
	t.Helper()
	select {
	case x, ok := <-out:
		return x, ok
	case <-time.After(time.Second):
		t.Fatalf("Nothing comes out of the channel, and it is not closed either. When in is closed, close out too.")
		return 0, false
	}
}

func TestAreasComeOneByOne(t *testing.T) {
	in := make(chan float64, 1)
	out := stage(t, in, 50, 110)
	for _, c := range [][2]float64{{50, 0}, {80, 0.5}, {110, 1}, {140, 1.5}} {
		in <- c[0]
		got, ok := next(t, out)
		if !ok {
			t.Fatalf("The channel was closed before everything was sent.\n  input: %v\n  want: %v\n  got: a closed channel", c[0], c[1])
		}
		if math.Abs(got-c[1]) > 1e-9 {
			t.Fatalf("An area of low should become 0, and an area of high 1.\n  input: %v with low 50 and high 110\n  want: %v\n  got: %v", c[0], c[1], got)
		}
	}
	close(in)
	if got, ok := next(t, out); ok {
		t.Fatalf("Nothing more should come after the last area.\n  want: a closed channel\n  got: %v", got)
	}
}

func TestManyAreas(t *testing.T) {
	const n = 1000
	in := make(chan float64, n)
	for i := range n {
		in <- float64(i)
	}
	close(in)
	out := stage(t, in, 0, 100)
	for i := range n {
		got, ok := next(t, out)
		if want := float64(i) / 100; !ok || math.Abs(got-want) > 1e-9 {
			t.Fatalf("All areas should come out scaled, in the order in which they went in.\n  input: %d with low 0 and high 100\n  want: %v true\n  got: %v %v", i, want, got, ok)
		}
	}
	if _, ok := next(t, out); ok {
		t.Fatalf("After a thousand areas the channel should be closed.")
	}
}

func TestNoAreas(t *testing.T) {
	in := make(chan float64)
	close(in)
	if got, ok := next(t, stage(t, in, 0, 1)); ok {
		t.Fatalf("Where no area goes in, nothing should come out.\n  want: a closed channel\n  got: %v", got)
	}
}
