package main

import (
	"fmt"
	"math"
	"strings"
	"testing"
)

// known makes pointers to the prices; a negative price stands for an unknown one.
func known(prices ...float64) []*float64 {
	var pointers []*float64
	for _, price := range prices {
		if price < 0 {
			pointers = append(pointers, nil)
		} else {
			pointers = append(pointers, &price)
		}
	}
	return pointers
}

func show(prices []*float64) string {
	var words []string
	for _, price := range prices {
		if price == nil {
			words = append(words, "nil")
		} else {
			words = append(words, fmt.Sprint("&", *price))
		}
	}
	return "[" + strings.Join(words, " ") + "]"
}

func mean(t *testing.T, prices []*float64) (float64, error) {
	defer func() {
		if r := recover(); r != nil {
			t.Fatalf("MeanOfKnown should pass over what is not known, but it panicked.\n  input: %s\n  got: %v", show(prices), r)
		}
	}()
	return MeanOfKnown(prices)
}

func check(t *testing.T, want float64, prices []*float64) {
	got, err := mean(t, prices)
	if err != nil {
		t.Fatalf("A price is known, so the error should be nil.\n  input: %s\n  want: %v, nil\n  got: %v", show(prices), want, err)
	}
	if math.Abs(got-want) > 1e-9 {
		t.Errorf("This is not the mean of the known prices.\n  input: %s\n  want: %v\n  got: %v", show(prices), want, got)
	}
}

func TestAllKnown(t *testing.T) {
	check(t, 200, known(258, 142))
}

func TestOneUnknown(t *testing.T) {
	check(t, 199, known(258, 142, -1, 197))
}

func TestPriceOfZeroIsKnown(t *testing.T) {
	check(t, 50, known(100, 0, -1))
}

func TestNothingKnown(t *testing.T) {
	if got, err := mean(t, known(-1, -1)); err == nil {
		t.Errorf("Where no price is known there is no mean: return an error.\n  input: [nil nil]\n  want: an error\n  got: %v, nil", got)
	}
}
