package main

import (
	"strings"
	"testing"
)

func try(t *testing.T, row string) (value float64, err error) {
	defer func() {
		if r := recover(); r != nil {
			t.Fatalf("TryPrice should return an error, but it panicked.\n  input: %q\n  want: an error\n  got: %v", row, r)
		}
	}()
	return TryPrice(row)
}

func TestSoundRow(t *testing.T) {
	value, err := try(t, "107.4,4,16,7.4,258")
	if value != 258 || err != nil {
		t.Errorf("A sound row has a price and no error.\n  input: 107.4,4,16,7.4,258\n  want: 258, <nil>\n  got: %v, %v", value, err)
	}
}

func TestRowThatIsTooShort(t *testing.T) {
	if _, err := try(t, "68.0,2,61"); err == nil {
		t.Errorf("A row without a price should give an error.\n  input: 68.0,2,61\n  want: an error\n  got: <nil>")
	}
}

func TestPriceThatIsNoNumber(t *testing.T) {
	_, err := try(t, "50.0,3,47,0.5,unknown")
	if err == nil || !strings.Contains(err.Error(), "unknown") {
		t.Errorf("The error should tell what is wrong with the row.\n  input: 50.0,3,47,0.5,unknown\n  want: an error that names “unknown”\n  got: %v", err)
	}
}
