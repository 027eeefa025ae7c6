package main

import (
	"runtime/debug"
	"testing"
)

func init() {
	debug.SetMaxStack(1 << 20) // a call without an end fails soon
}

var sound = []Node{
	{Feature: 0, Limit: 2.45, Yes: 1, No: 2},
	{Species: "setosa"},
	{Feature: 1, Limit: 1.75, Yes: 3, No: 4},
	{Species: "versicolor"},
	{Species: "virginica"},
}

var round = []Node{
	{Feature: 0, Limit: 5, Yes: 1, No: 1},
	{Feature: 1, Limit: 5, Yes: 0, No: 0},
}

func TestEnoughQuestionsLeft(t *testing.T) {
	got, err := Predict(sound, 0, []float64{4.5, 1.5}, 10)
	if got != "versicolor" || err != nil {
		t.Errorf("A sound tree should give its answer.\n  input: [4.5 1.5], 10 questions left\n  want: versicolor, <nil>\n  got: %v, %v", got, err)
	}
}

func TestJustEnoughQuestionsLeft(t *testing.T) {
	got, err := Predict(sound, 0, []float64{5.7, 2.3}, 2)
	if got != "virginica" || err != nil {
		t.Errorf("Two questions are enough for this answer.\n  input: [5.7 2.3], 2 questions left\n  want: virginica, <nil>\n  got: %v, %v", got, err)
	}
}

func TestTooFewQuestionsLeft(t *testing.T) {
	if got, err := Predict(sound, 0, []float64{4.5, 1.5}, 1); err == nil {
		t.Errorf("Two questions were asked, though only one was left.\n  input: [4.5 1.5], 1 question left\n  want: an error\n  got: %v, %v", got, err)
	}
}

func TestTreeThatLeadsBack(t *testing.T) {
	if got, err := Predict(round, 0, []float64{1, 9}, 50); err == nil {
		t.Errorf("A tree that leads back to itself has no answer.\n  input: [1 9], 50 questions left\n  want: an error\n  got: %v, %v", got, err)
	}
}
