package main

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
)

var errFull = errors.New("the disk is full")

// full is a disk with no room left.
type full struct{}

func (full) Write(p []byte) (int, error) { return 0, errFull }

func TestThreePrices(t *testing.T) {
	in := []float64{258, 142, 197}
	want := "258.0\n142.0\n197.0\n"
	var file bytes.Buffer
	if err := WritePrices(&file, in); err != nil || file.String() != want {
		t.Errorf("All prices should arrive in the file, one a line.\n  input: %v\n  want: %q\n  got: %q", in, want, file.String())
	}
}

func TestManyPrices(t *testing.T) {
	in := make([]float64, 2000)
	var all strings.Builder
	for i := range in {
		in[i] = float64(i)
		fmt.Fprintf(&all, "%.1f\n", in[i])
	}
	want := all.String()
	var file bytes.Buffer
	if err := WritePrices(&file, in); err != nil || file.String() != want {
		t.Errorf("The end of a long file is missing.\n  input: 2000 prices\n  want: %d bytes\n  got: %d bytes", len(want), file.Len())
	}
}

func TestFullDisk(t *testing.T) {
	if err := WritePrices(full{}, []float64{258}); !errors.Is(err, errFull) {
		t.Errorf("When the disk is full, WritePrices should return the error of w.\n  input: [258] to a full disk\n  want: %v\n  got: %v", errFull, err)
	}
}

func TestNoPrices(t *testing.T) {
	var file bytes.Buffer
	if err := WritePrices(&file, nil); err != nil || file.Len() != 0 {
		t.Errorf("Without prices nothing should be written.\n  input: []\n  want: \"\"\n  got: %q", file.String())
	}
}
