package main

import (
	"errors"
	"testing"
)

// check asks Check, and fails the test if it panics.
func check(t *testing.T, prices []float64) (err error, isNil bool) {
	t.Helper()
	defer func() {
		if r := recover(); r != nil {
			t.Fatalf("Check should return an error or nil, but it panicked.\n  input: %v\n  got: %v", prices, r)
		}
	}()
	found := Check(prices)
	return found, found == nil
}

func TestGoodPricesPass(t *testing.T) {
	in := []float64{258, 142, 197}
	if err, isNil := check(t, in); !isNil {
		t.Errorf("All prices are above 0, and still the error is not nil.\n  input: %v\n  want: nil\n  got: an error of type %T", in, err)
	}
}

func TestNoPricesPass(t *testing.T) {
	if err, isNil := check(t, nil); !isNil {
		t.Errorf("An empty table has no bad price, and still the error is not nil.\n  input: []\n  want: nil\n  got: an error of type %T", err)
	}
}

func TestFirstBadPriceIsNamed(t *testing.T) {
	for _, c := range []struct {
		in   []float64
		want RowError
	}{{[]float64{0, 5}, RowError{0, 0}}, {[]float64{258, -1, -2}, RowError{1, -1}}} {
		err, _ := check(t, c.in)
		var bad *RowError
		if err == nil || !errors.As(err, &bad) || bad == nil || *bad != c.want {
			t.Fatalf("A price that is not above 0 should be returned as a *RowError.\n  input: %v\n  want: row %d, price %v\n  got: %v", c.in, c.want.Row, c.want.Price, err)
		}
	}
}

func TestCheckReturnsAnError(t *testing.T) {
	var f any = Check
	if _, ok := f.(func([]float64) error); !ok {
		t.Errorf("Check should still return the type error, as its callers expect.\n  want: func([]float64) error\n  got: %T", f)
	}
}
