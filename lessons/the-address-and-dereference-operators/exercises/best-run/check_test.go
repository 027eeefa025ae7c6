package main

import (
	"testing"
	"time"
)

// chain makes a chain of runs with these losses; the first one is its head.
func chain(losses ...float64) *Run {
	var head *Run
	for i := len(losses) - 1; i >= 0; i-- {
		head = &Run{Loss: losses[i], Next: head}
	}
	return head
}

// best calls Best and gives up after two seconds.
func best(t *testing.T, head *Run) *Run {
	done, failed := make(chan *Run, 1), make(chan any, 1)
	go func() {
		defer func() {
			if r := recover(); r != nil {
				failed <- r
			}
		}()
		done <- Best(head)
	}()
	select {
	case run := <-done:
		return run
	case r := <-failed:
		t.Fatalf("Best should return a run or nil, but it panicked.\n  got: %v", r)
	case <-time.After(2 * time.Second):
		t.Fatalf("Best does not come to an end.\n  want: an answer at once\n  got: none after two seconds")
	}
	return nil
}

func check(t *testing.T, want float64, losses ...float64) {
	got := best(t, chain(losses...))
	if got == nil {
		t.Fatalf("There are runs, but the result is nil.\n  input: losses %v\n  want: the run with loss %v\n  got: <nil>", losses, want)
	}
	if got.Loss != want {
		t.Errorf("This is not the run with the lowest loss.\n  input: losses %v\n  want: %v\n  got: %v", losses, want, got.Loss)
	}
}

func TestOneRun(t *testing.T) {
	check(t, 0.9, 0.9)
}

func TestBestInTheMiddle(t *testing.T) {
	check(t, 0.4, 0.6, 0.4, 0.9)
}

func TestBestIsFirst(t *testing.T) {
	check(t, 0.1, 0.1, 0.4, 0.9)
}

func TestBestIsLast(t *testing.T) {
	check(t, 0.2, 0.6, 0.4, 0.9, 0.2)
}

func TestResultIsTheRunItself(t *testing.T) {
	head := chain(0.6, 0.4)
	if got := best(t, head); got != nil && got != head.Next {
		t.Errorf("The result is a copy of the run, not the run in the chain.\n  input: losses [0.6 0.4]\n  want: the address of the second run\n  got: another address")
	}
}

func TestNoRun(t *testing.T) {
	if got := best(t, nil); got != nil {
		t.Errorf("Without runs the result should be nil.\n  input: nil\n  want: <nil>\n  got: %v", *got)
	}
}
