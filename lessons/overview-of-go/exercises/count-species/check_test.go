package main

import (
	"maps"
	"testing"
)

func check(t *testing.T, species []string, want map[string]int) {
	defer func() {
		if r := recover(); r != nil {
			t.Fatalf("CountSpecies should return the counts, but it panicked.\n  input: %q\n  want: %v\n  got: %v", species, want, r)
		}
	}()
	if got := CountSpecies(species); !maps.Equal(got, want) {
		t.Errorf("Each species should have its own count.\n  input: %q\n  want: %v\n  got: %v", species, want, got)
	}
}

func TestOneFlower(t *testing.T) {
	check(t, []string{"setosa"}, map[string]int{"setosa": 1})
}

func TestSpeciesThatComesTwice(t *testing.T) {
	check(t, []string{"setosa", "virginica", "setosa"}, map[string]int{"setosa": 2, "virginica": 1})
}

func TestNoFlowers(t *testing.T) {
	check(t, nil, map[string]int{})
}
