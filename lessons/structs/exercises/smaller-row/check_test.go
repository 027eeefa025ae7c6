package main

import (
	"reflect"
	"testing"
	"unsafe"
)

func TestEveryFieldIsStillThere(t *testing.T) {
	fields := [][2]string{
		{"Sold", "bool"}, {"Area", "float64"}, {"Rooms", "int8"}, {"Price", "float64"},
		{"Garden", "bool"}, {"Distance", "float64"}, {"Year", "int16"},
	}
	row := reflect.TypeOf(Row{})
	for _, f := range fields {
		name, want := f[0], f[1]
		field, ok := row.FieldByName(name)
		if !ok {
			t.Fatalf("The field %s is gone. Keep all fields, only change their order.", name)
		}
		if got := field.Type.String(); got != want {
			t.Fatalf("The field %s has another type now. Keep the types, only change the order.\n  want: %s\n  got: %s", name, want, got)
		}
	}
	if row.NumField() != len(fields) {
		t.Fatalf("Row should have its seven fields and no others.\n  want: %d\n  got: %d", len(fields), row.NumField())
	}
}

func TestRowIsSmall(t *testing.T) {
	const want = 32
	if got := unsafe.Sizeof(Row{}); got > want {
		t.Errorf("A row still has more padding than it needs.\n  want: at most %d bytes\n  got: %d bytes", want, got)
	}
}
