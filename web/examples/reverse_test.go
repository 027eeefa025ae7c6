package main

import "testing"

func TestReverse(t *testing.T) {
	for _, pair := range [][2]string{
		{"", ""},
		{"go", "og"},
		{"Größe", "eßörG"},
	} {
		t.Run(pair[0], func(t *testing.T) {
			if got := Reverse(pair[0]); got != pair[1] {
				t.Errorf("Reverse(%q) = %q, want %q", pair[0], got, pair[1])
			}
		})
	}
}
