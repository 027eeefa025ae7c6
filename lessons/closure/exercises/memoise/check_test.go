package main

import "testing"

// ask asks f for the price of a house.
func ask(t *testing.T, f func(house int) float64, house int) float64 {
	defer func() {
		if r := recover(); r != nil {
			t.Fatalf("The memoised function should return a price, but it panicked.\n  input: house %d\n  got: %v", house, r)
		}
	}()
	return f(house)
}

func TestAnswers(t *testing.T) {
	f := Memoise(func(house int) float64 { return float64(100 + house) })
	for _, house := range []int{1, 7, 1} {
		if got, want := ask(t, f, house), float64(100+house); got != want {
			t.Fatalf("The answer should be the one that predict gives.\n  input: house %d\n  want: %v\n  got: %v", house, want, got)
		}
	}
}

func TestEachHouseIsPredictedOnce(t *testing.T) {
	calls := 0
	f := Memoise(func(house int) float64 { calls++; return float64(100 + house) })
	for _, house := range []int{1, 2, 1, 1, 2} {
		ask(t, f, house)
	}
	if calls != 2 {
		t.Errorf("Five questions about two houses need two predictions.\n  input: houses 1, 2, 1, 1, 2\n  want: 2 calls of predict\n  got: %d calls", calls)
	}
}

func TestPriceOfZeroIsRememberedToo(t *testing.T) {
	calls := 0
	f := Memoise(func(house int) float64 { calls++; return 0 })
	ask(t, f, 3)
	ask(t, f, 3)
	if calls != 1 {
		t.Errorf("A price of 0 is an answer like any other, and should be remembered.\n  input: house 3, twice\n  want: 1 call of predict\n  got: %d calls", calls)
	}
}

func TestTwoMemories(t *testing.T) {
	old := Memoise(func(int) float64 { return 1 })
	ask(t, old, 5)
	if got := ask(t, Memoise(func(int) float64 { return 2 }), 5); got != 2 {
		t.Errorf("Each memoised function should have a memory of its own.\n  input: house 5, in a second memory\n  want: 2\n  got: %v", got)
	}
}
