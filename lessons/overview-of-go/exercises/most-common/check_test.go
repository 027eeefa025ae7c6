package main

import "testing"

func check(t *testing.T, want string, species ...string) {
	for range 100 {
		if got := MostCommon(species); got != want {
			t.Fatalf("This is not the most common species, or not the first among equals.\n  input: %q\n  want: %q\n  got: %q", species, want, got)
		}
	}
}

func TestOneSpecies(t *testing.T) {
	check(t, "setosa", "setosa", "setosa")
}

func TestTwoSpecies(t *testing.T) {
	check(t, "virginica", "setosa", "virginica", "virginica")
}

func TestEquals(t *testing.T) {
	check(t, "virginica", "virginica", "setosa", "versicolor")
}

func TestEqualsThatCatchUp(t *testing.T) {
	check(t, "versicolor", "versicolor", "setosa", "setosa", "virginica", "versicolor")
}

func TestNoFlowers(t *testing.T) {
	check(t, "")
}
