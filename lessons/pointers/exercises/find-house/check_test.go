package main

import "testing"

func three() []House {
	return []House{{107.4, 258}, {68, 142}, {50, 197}}
}

func TestFirstThatIsCheapEnough(t *testing.T) {
	got := Find(three(), 200)
	if got == nil || *got != (House{68, 142}) {
		t.Errorf("This is not the first house that costs at most 200.\n  input: [{107.4 258} {68 142} {50 197}], 200\n  want: &{68 142}\n  got: %v", got)
	}
}

func TestNoneIsCheapEnough(t *testing.T) {
	if got := Find(three(), 100); got != nil {
		t.Errorf("No house costs so little, so the result should be nil.\n  input: [{107.4 258} {68 142} {50 197}], 100\n  want: <nil>\n  got: %v", got)
	}
}

func TestChangeReachesTheSlice(t *testing.T) {
	houses := three()
	house := Find(houses, 200)
	if house == nil {
		t.Fatalf("There is a house for 142, but none was found.\n  input: [{107.4 258} {68 142} {50 197}], 200\n  want: &{68 142}\n  got: <nil>")
	}
	house.Price = 150
	if houses[1].Price != 150 {
		t.Errorf("A change to the house that was found should show in the slice.\n  input: the found house gets the price 150\n  want: 150\n  got: %v", houses[1].Price)
	}
}

func TestLastHouse(t *testing.T) {
	houses := []House{{90, 300}, {60, 250}}
	house := Find(houses, 250)
	if house != &houses[1] {
		t.Errorf("The result should be the address of the house in the slice.\n  input: [{90 300} {60 250}], 250\n  want: the address of the last one\n  got: another address")
	}
}
