package main

import (
	"context"
	"errors"
	"testing"
	"time"
)

type end struct {
	weight float64
	err    error
}

// train runs Train, and fails the test if it does not return.
func train(t *testing.T, ctx context.Context, weight float64, slopes <-chan float64) end {
	t.Helper()
	result := make(chan end, 1)
	go func() {
		w, err := Train(ctx, weight, slopes)
		result <- end{w, err}
	}()
	select {
	case e := <-result:
		return e
	case <-time.After(time.Second):
		t.Fatalf("Train does not end, although nothing more will come.")
		return end{}
	}
}

func TestTrainsToTheEnd(t *testing.T) {
	in := []float64{4, 2, 0, -6}
	slopes := make(chan float64, len(in))
	for _, s := range in {
		slopes <- s
	}
	close(slopes)
	got := train(t, context.Background(), 5, slopes)
	if got.weight != 5 || got.err != nil {
		t.Errorf("Every slope should move the weight by minus a half of it, up to the last one.\n  input: weight 5, slopes %v\n  want: 5 <nil>\n  got: %v %v", in, got.weight, got.err)
	}
}

func TestEndsWithoutSlopes(t *testing.T) {
	slopes := make(chan float64)
	close(slopes)
	got := train(t, context.Background(), 3, slopes)
	if got.weight != 3 || got.err != nil {
		t.Errorf("When slopes is closed at once, the weight should stay as it is.\n  input: weight 3, no slopes\n  want: 3 <nil>\n  got: %v %v", got.weight, got.err)
	}
}

func TestStopsWhenCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	slopes := make(chan float64)
	time.AfterFunc(20*time.Millisecond, cancel)
	got := train(t, ctx, 3, slopes)
	if got.weight != 3 || !errors.Is(got.err, context.Canceled) {
		t.Errorf("When ctx is cancelled, Train should return the weight so far and the error of ctx.\n  input: weight 3, cancelled after 20 ms\n  want: 3 context canceled\n  got: %v %v", got.weight, got.err)
	}
}
