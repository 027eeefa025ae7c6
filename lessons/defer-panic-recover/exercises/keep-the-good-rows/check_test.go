package main

import (
	"slices"
	"testing"
)

func check(t *testing.T, rows []string, want []float64, wantDamaged []int) {
	defer func() {
		if r := recover(); r != nil {
			t.Fatalf("Prices should go on after a damaged row, but it panicked.\n  input: %q\n  want: %v and %v\n  got: %v", rows, want, wantDamaged, r)
		}
	}()
	got, damaged := Prices(rows)
	switch {
	case len(got) < len(want):
		t.Errorf("Good rows were lost.\n  input: %q\n  want: %v\n  got: %v", rows, want, got)
	case len(got) > len(want):
		t.Errorf("A damaged row has no price, and should leave none.\n  input: %q\n  want: %v\n  got: %v", rows, want, got)
	case !slices.Equal(got, want):
		t.Errorf("These are not the prices of the good rows.\n  input: %q\n  want: %v\n  got: %v", rows, want, got)
	case !slices.Equal(damaged, wantDamaged):
		t.Errorf("These are not the positions of the damaged rows.\n  input: %q\n  want: %v\n  got: %v", rows, wantDamaged, damaged)
	}
}

func TestSoundRows(t *testing.T) {
	check(t, []string{"107.4,4,16,7.4,258", "50.0,3,47,0.5,197"}, []float64{258, 197}, nil)
}

func TestDamagedRowAtTheEnd(t *testing.T) {
	check(t, []string{"107.4,4,16,7.4,258", "68.0,2"}, []float64{258}, []int{1})
}

func TestDamagedRowInTheMiddle(t *testing.T) {
	check(t, []string{"107.4,4,16,7.4,258", "68.0,2,61,7.4", "50.0,3,47,0.5,197"}, []float64{258, 197}, []int{1})
}

func TestSeveralDamagedRows(t *testing.T) {
	check(t, []string{"", "1,1,1,1,142", "1,1,1,1,n/a", "1,1,1,1,196", "x"}, []float64{142, 196}, []int{0, 2, 4})
}
