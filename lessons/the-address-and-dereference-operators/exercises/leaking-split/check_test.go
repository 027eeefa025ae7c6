package main

import (
	"slices"
	"testing"
)

func TestTheRowsAreSplit(t *testing.T) {
	train, test := Split([]int{258, 142, 197, 469, 198}, 3)
	if want := []int{258, 142, 197}; !slices.Equal(train, want) {
		t.Fatalf("These are not the rows for training.\n  input: [258 142 197 469 198], 3\n  want: %v\n  got: %v", want, train)
	}
	if want := []int{469, 198}; !slices.Equal(test, want) {
		t.Errorf("These are not the rows for the test.\n  input: [258 142 197 469 198], 3\n  want: %v\n  got: %v", want, test)
	}
}

func TestOneMoreRowForTraining(t *testing.T) {
	train, test := Split([]int{258, 142, 197, 469, 198}, 3)
	train = append(train, 128)
	if want := []int{469, 198}; !slices.Equal(test, want) {
		t.Errorf("A row that was appended for training has replaced a row of the test.\n  input: 128, appended to train\n  want: %v\n  got: %v", want, test)
	}
}

func TestManyMoreRows(t *testing.T) {
	rows := make([]int, 10)
	for i := range rows {
		rows[i] = i
	}
	train, test := Split(rows, 7)
	_ = append(train, 97, 98, 99)
	if want := []int{7, 8, 9}; !slices.Equal(test, want) {
		t.Errorf("Rows that were appended for training have replaced the test.\n  input: 97, 98 and 99, appended to train\n  want: %v\n  got: %v", want, test)
	}
}

func TestNothingForTheTest(t *testing.T) {
	train, test := Split([]int{258, 142}, 2)
	if !slices.Equal(train, []int{258, 142}) || len(test) != 0 {
		t.Errorf("All rows may go into training.\n  input: [258 142], 2\n  want: [258 142] and []\n  got: %v and %v", train, test)
	}
}
