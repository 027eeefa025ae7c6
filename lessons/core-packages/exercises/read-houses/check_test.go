package main

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// read asks ReadHouses, and fails the test if it panics.
func read(t *testing.T, text string) ([]House, error) {
	t.Helper()
	defer func() {
		if r := recover(); r != nil {
			t.Fatalf("ReadHouses should return houses or an error, but it panicked.\n  input: %q\n  got: %v", text, r)
		}
	}()
	return ReadHouses(strings.NewReader(text))
}

func TestTwoHouses(t *testing.T) {
	in := "town,area_m2,price\nMarket,107.4,258\nHarbour,50.0,197\n"
	want := []House{{"Market", 107.4, 258}, {"Harbour", 50, 197}}
	got, err := read(t, in)
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("Each row below the heading should become a house.\n  input: %q\n  want: %v <nil>\n  got: %v %v", in, want, got, err)
	}
}

func TestTownWithAComma(t *testing.T) {
	in := "town,area_m2,price\n\"Mill, upper\",68.0,142\n"
	want := []House{{"Mill, upper", 68, 142}}
	got, err := read(t, in)
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("A comma between quotes belongs to the town.\n  input: %q\n  want: %v <nil>\n  got: %v %v", in, want, got, err)
	}
}

func TestTheWholeFile(t *testing.T) {
	file, err := os.Open("houses.csv")
	if err != nil {
		t.Fatalf("The file houses.csv cannot be opened.\n  got: %v", err)
	}
	defer file.Close()
	got, err := ReadHouses(file)
	if err != nil || len(got) != 3 {
		t.Errorf("The file houses.csv holds three houses.\n  want: 3 <nil>\n  got: %d %v", len(got), err)
	}
}

func TestBrokenNumber(t *testing.T) {
	for _, row := range []string{"Market,large,258", "Market,107.4,", "Market,107.4,258 euros"} {
		in := "town,area_m2,price\n" + row + "\n"
		if got, err := read(t, in); err == nil {
			t.Fatalf("A number that cannot be read should be an error.\n  input: %q\n  want: an error\n  got: %v <nil>", in, got)
		}
	}
}

func TestNothingInIt(t *testing.T) {
	for _, in := range []string{"", "town,area_m2,price\n"} {
		if got, err := read(t, in); len(got) != 0 || err != nil {
			t.Fatalf("Without rows there should be no houses and no error.\n  input: %q\n  want: [] <nil>\n  got: %v %v", in, got, err)
		}
	}
}
