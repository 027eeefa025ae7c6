package main

import (
	"runtime/debug"
	"testing"
	"time"
)

func init() {
	debug.SetMaxStack(1 << 20) // a call without an end fails soon
}

// The price of a house: first its distance, then its area, then its distance again.
var houses = []Node{
	{Species: "cheap"},
	{Feature: 1, Limit: 90, Yes: 0, No: 4},
	{Feature: 0, Limit: 3, Yes: 3, No: 1},
	{Species: "dear"},
	{Feature: 0, Limit: 12, Yes: 5, No: 0},
	{Species: "fair"},
}

func check(t *testing.T, name string, tree []Node, at int, petal []float64, want string) {
	done, failed := make(chan string, 1), make(chan any, 1)
	go func() {
		defer func() {
			if r := recover(); r != nil {
				failed <- r
			}
		}()
		done <- Predict(tree, at, petal)
	}()
	var got string
	select {
	case got = <-done:
	case r := <-failed:
		t.Fatalf("Predict should return a species, but it panicked.\n  input: the %s, node %d, %v\n  want: %q\n  got: %v", name, at, petal, want, r)
	case <-time.After(2 * time.Second):
		t.Fatalf("Predict does not come to an end.\n  input: the %s, node %d, %v\n  want: %q\n  got: nothing after two seconds", name, at, petal, want)
	}
	if got != want {
		t.Errorf("The tree of the %s, from node %d, leads to another leaf.\n  input: %v\n  want: %q\n  got: %q", name, at, petal, want, got)
	}
}

func TestALeafAnswers(t *testing.T) {
	check(t, "irises", iris, 3, []float64{1, 1}, "versicolor")
}

func TestOneQuestion(t *testing.T) {
	check(t, "irises", iris, 0, []float64{1.4, 0.2}, "setosa")
}

func TestTwoQuestions(t *testing.T) {
	check(t, "irises", iris, 0, []float64{4.5, 1.5}, "versicolor")
	if !t.Failed() {
		check(t, "irises", iris, 0, []float64{5.7, 2.3}, "virginica")
	}
}

func TestExactlyAtTheLimit(t *testing.T) {
	check(t, "irises", iris, 0, []float64{4.5, 1.75}, "virginica")
}

func TestAnotherTree(t *testing.T) {
	check(t, "houses", houses, 2, []float64{7.4, 107.4}, "fair")
}

func TestAnotherTreeFromWithin(t *testing.T) {
	check(t, "houses", houses, 1, []float64{0.5, 50}, "cheap")
}
