package main

import "testing"

// best asks BestValue, and fails the test if it panics.
func best(t *testing.T, houses []House) (House, bool) {
	t.Helper()
	defer func() {
		if r := recover(); r != nil {
			t.Fatalf("BestValue should return a house, but it panicked.\n  input: %v\n  got: %v", houses, r)
		}
	}()
	return BestValue(houses)
}

func TestOneHouse(t *testing.T) {
	in := []House{{Area: 50, Price: 197}}
	got, ok := best(t, in)
	if !ok || got != in[0] {
		t.Errorf("With one house only, that house is the best value.\n  input: %v\n  want: %v true\n  got: %v %v", in, in[0], got, ok)
	}
}

func TestThreeHouses(t *testing.T) {
	in := []House{{50, 197}, {107.4, 258}, {68, 142}, {44.9, 133}}
	want := House{68, 142}
	got, ok := best(t, in)
	if !ok || got != want {
		t.Errorf("The best value is the house whose square metre costs least.\n  input: %v\n  want: %v true\n  got: %v %v", in, want, got, ok)
	}
}

func TestLargeHouseIsNotCheapByItself(t *testing.T) {
	in := []House{{40, 80}, {150, 600}, {30, 75}}
	want := House{40, 80}
	got, ok := best(t, in)
	if !ok || got != want {
		t.Errorf("Neither the lowest price nor the largest area decides: divide one by the other.\n  input: %v\n  want: %v true\n  got: %v %v", in, want, got, ok)
	}
}

func TestNoHouses(t *testing.T) {
	got, ok := best(t, nil)
	if ok {
		t.Errorf("Without houses the second result should be false.\n  input: []\n  want: false\n  got: %v %v", got, ok)
	}
}
