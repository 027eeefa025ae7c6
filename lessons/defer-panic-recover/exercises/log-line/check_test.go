package main

import (
	"slices"
	"testing"
)

func check(t *testing.T, rows []string, want int, wantLog string) {
	var lines []string
	got := Load(rows, func(line string) { lines = append(lines, line) })
	if got != want {
		t.Fatalf("Load should return the number of rows before the first empty one.\n  input: %q\n  want: %d\n  got: %d", rows, want, got)
	}
	if len(lines) == 0 {
		t.Fatalf("Nothing was written to the log.\n  input: %q\n  want: %q\n  got: no line", rows, wantLog)
	}
	if !slices.Equal(lines, []string{wantLog}) {
		t.Errorf("The log should tell how many rows were loaded in the end.\n  input: %q\n  want: %q\n  got: %q", rows, wantLog, lines)
	}
}

func TestNoRows(t *testing.T) {
	check(t, nil, 0, "0 rows loaded")
}

func TestAllRows(t *testing.T) {
	check(t, []string{"107.4,258", "68.0,142"}, 2, "2 rows loaded")
}

func TestEmptyRowInTheMiddle(t *testing.T) {
	check(t, []string{"107.4,258", "68.0,142", "50.0,197", "", "111.9,469"}, 3, "3 rows loaded")
}
