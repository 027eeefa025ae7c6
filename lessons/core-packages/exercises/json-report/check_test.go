package main

import (
	"encoding/json"
	"slices"
	"testing"
)

func TestOneSpecies(t *testing.T) {
	in := []Flower{{"setosa", 1.5}, {"setosa", 1}}
	want := `[{"species":"setosa","count":2,"mean_cm":1.25}]`
	got, err := Report(in)
	if err != nil || string(got) != want {
		t.Errorf("Two flowers of one species should give one line with their mean.\n  input: %v\n  want: %s\n  got: %s", in, want, got)
	}
}

func TestNoFlowers(t *testing.T) {
	got, err := Report(nil)
	if err != nil || string(got) != "[]" {
		t.Errorf("Without flowers the report should be an empty list.\n  input: []\n  want: []\n  got: %s", got)
	}
}

func TestLinesAreSorted(t *testing.T) {
	in := []Flower{{"virginica", 6}, {"setosa", 1.5}, {"versicolor", 4}, {"tectorum", 3}, {"setosa", 1}, {"aphylla", 2}}
	want := []Line{{"aphylla", 1, 2}, {"setosa", 2, 1.25}, {"tectorum", 1, 3}, {"versicolor", 1, 4}, {"virginica", 1, 6}}
	for range 50 {
		text, err := Report(in)
		var got []Line
		if err != nil || json.Unmarshal(text, &got) != nil || !slices.Equal(got, want) {
			t.Fatalf("The lines should be right, and sorted by name in every one of 50 calls.\n  input: %v\n  want: %v", in, want)
		}
	}
}
