package main

import (
	"encoding/json"
	"testing"
)

func TestParseReadsAreaAndRooms(t *testing.T) {
	in := `{"area_m2": 68, "rooms": 2}`
	want := House{Area: 68, Rooms: 2}
	got, err := Parse(in)
	if err != nil || got != want {
		t.Errorf("Parse should fill Area from area_m2 and Rooms from rooms.\n  input: %s\n  want: %v\n  got: %v %v", in, want, got, err)
	}
}

func TestParseReadsTheNote(t *testing.T) {
	in := `{"area_m2": 50, "rooms": 3, "note": "near the centre"}`
	want := House{Area: 50, Rooms: 3, Note: "near the centre"}
	got, err := Parse(in)
	if err != nil || got != want {
		t.Errorf("Parse should fill Note from note.\n  input: %s\n  want: %v\n  got: %v %v", in, want, got, err)
	}
}

func TestEmptyNoteIsLeftOut(t *testing.T) {
	in := House{Area: 50, Rooms: 3}
	want := `{"area_m2":50,"rooms":3}`
	text, _ := json.Marshal(in)
	if got := string(text); got != want {
		t.Errorf("A house without a note should be written without the key note.\n  input: %v\n  want: %s\n  got: %s", in, want, got)
	}
}

func TestBrokenTextIsAnError(t *testing.T) {
	in := `{"area_m2": "large"}`
	if _, err := Parse(in); err == nil {
		t.Errorf("Parse should hand on the error of json.Unmarshal.\n  input: %s\n  want: an error\n  got: no error", in)
	}
}
