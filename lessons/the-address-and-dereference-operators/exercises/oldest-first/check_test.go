package main

import (
	"slices"
	"testing"
	"time"
)

func chain(losses []float64) *Run {
	var head *Run
	for i := len(losses) - 1; i >= 0; i-- {
		head = &Run{Loss: losses[i], Next: head}
	}
	return head
}

func check(t *testing.T, losses, want []float64) {
	done, failed := make(chan *Run, 1), make(chan any, 1)
	go func() {
		defer func() {
			if r := recover(); r != nil {
				failed <- r
			}
		}()
		done <- Reverse(chain(losses))
	}()
	select {
	case r := <-failed:
		t.Errorf("Reverse should return the chain, but it panicked.\n  input: %v\n  want: %v\n  got: %v", losses, want, r)
	case <-time.After(2 * time.Second):
		t.Errorf("Reverse does not come to an end.\n  input: %v\n  want: %v\n  got: nothing after two seconds", losses, want)
	case run := <-done:
		var got []float64
		for ; run != nil && len(got) < 6; run = run.Next {
			got = append(got, run.Loss)
		}
		if len(got) == 6 {
			t.Fatalf("The chain leads back to itself.\n  input: %v\n  want: %v\n  got: %v and so on", losses, want, got)
		}
		if !slices.Equal(got, want) {
			t.Errorf("The runs should come in the reverse order.\n  input: %v\n  want: %v\n  got: %v", losses, want, got)
		}
	}
}

func TestOneRun(t *testing.T) {
	check(t, []float64{0.9}, []float64{0.9})
}

func TestThreeRuns(t *testing.T) {
	check(t, []float64{0.6, 0.4, 0.9}, []float64{0.9, 0.4, 0.6})
}

func TestNoRun(t *testing.T) {
	check(t, nil, nil)
}
