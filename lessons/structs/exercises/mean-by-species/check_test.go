package main

import "testing"

func TestOneFlower(t *testing.T) {
	in := []Flower{{"setosa", 1.5}}
	want := Stats{Sum: 1.5, Count: 1}
	got := Collect(in)["setosa"]
	if got != want {
		t.Errorf("The map should hold the sum and the count of setosa.\n  input: %v\n  want: %v\n  got: %v", in, want, got)
	}
}

func TestSpeciesStayApart(t *testing.T) {
	in := []Flower{{"setosa", 1.5}, {"virginica", 6}, {"setosa", 1.25}, {"virginica", 5}, {"setosa", 1}}
	for _, try := range []struct {
		species string
		want    Stats
	}{
		{"setosa", Stats{Sum: 3.75, Count: 3}},
		{"virginica", Stats{Sum: 11, Count: 2}},
	} {
		if got := Collect(in)[try.species]; got != try.want {
			t.Fatalf("Each species adds up its own flowers.\n  input: %v\n  want: %s %v\n  got: %s %v", in, try.species, try.want, try.species, got)
		}
	}
}

func TestNoFlowers(t *testing.T) {
	if got := Collect(nil); len(got) != 0 {
		t.Errorf("Without flowers the map should be empty.\n  input: []\n  want: map[]\n  got: %v", got)
	}
}
