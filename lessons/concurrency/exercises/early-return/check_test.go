package main

import (
	"slices"
	"testing"
	"time"
)

func TestSumOfGoodPrices(t *testing.T) {
	check(t, []float64{258, 142, 197}, []float64{258, 142, 197})
}

func TestNothingAfterTheBadPrice(t *testing.T) {
	check(t, []float64{258, -1, 142}, []float64{258})
	check(t, []float64{0}, nil)
	check(t, []float64{10, 20, 30, 0, 40, 50}, []float64{10, 20, 30})
}

func TestNoPrices(t *testing.T) {
	check(t, nil, nil)
}

// check collects what Valid sends, and fails if there is no end to it.
func check(t *testing.T, in, want []float64) {
	t.Helper()
	out := Valid(in)
	limit := time.After(time.Second)
	var got []float64
	for {
		select {
		case p, ok := <-out:
			if ok {
				got = append(got, p)
				continue
			}
			if !slices.Equal(got, want) {
				t.Fatalf("Valid should send the prices before the first bad one, and no others.\n  input: %v\n  want: %v\n  got: %v", in, want, got)
			}
			return
		case <-limit:
			t.Fatalf("The receiver waits for ever: nobody sends any more, and nobody closes the channel.\n  input: %v\n  want: %v, then the end\n  got: %v, and no end", in, want, got)
		}
	}
}
