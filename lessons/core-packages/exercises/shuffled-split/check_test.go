package main

import (
	"fmt"
	"slices"
	"testing"
)

func rows(n int) []string {
	var all []string
	for i := range n {
		all = append(all, fmt.Sprintf("row%02d", i))
	}
	return all
}

func TestSizes(t *testing.T) {
	train, test := Split(rows(20), 0.8, 1)
	if len(train) != 16 || len(test) != 4 {
		t.Errorf("With a share of 0.8, 20 rows should be cut into 16 and 4.\n  want: 16 and 4\n  got: %d and %d", len(train), len(test))
	}
}

func TestEveryRowOnce(t *testing.T) {
	train, test := Split(rows(20), 0.7, 2)
	all := slices.Concat(train, test)
	slices.Sort(all)
	if !slices.Equal(all, rows(20)) {
		t.Errorf("Every row should be in one of the two parts, and only once.\n  want: row00 to row19\n  got: %v", all)
	}
}

func TestRowsAreMixed(t *testing.T) {
	train, _ := Split(rows(20), 1, 3)
	if slices.Equal(train, rows(20)) {
		t.Errorf("The rows come out in the order in which they went in: nothing was mixed.")
	}
}

func TestCallerKeepsTheOrder(t *testing.T) {
	in := rows(20)
	Split(in, 0.5, 4)
	if !slices.Equal(in, rows(20)) {
		t.Errorf("Split has mixed the caller's own rows too. Mix a copy.")
	}
}

func TestSameSeedSameSplit(t *testing.T) {
	one, _ := Split(rows(20), 0.5, 5)
	two, _ := Split(rows(20), 0.5, 5)
	if !slices.Equal(one, two) {
		t.Errorf("Two calls with the same seed should give the same split.")
	}
}

func TestOtherSeedOtherSplit(t *testing.T) {
	one, _ := Split(rows(20), 0.5, 6)
	two, _ := Split(rows(20), 0.5, 8)
	if slices.Equal(one, two) {
		t.Errorf("Two different seeds give the same split, as if the seed were not used.\n  input: seeds 6 and 8")
	}
}
