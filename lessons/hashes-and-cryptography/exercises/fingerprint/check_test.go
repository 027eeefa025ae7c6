package main

import (
	"errors"
	"io"
	"strings"
	"testing"
)

// slow hands out one byte at a time, and breaks off with an error if it has one.
type slow struct {
	text string
	err  error
}

func (s *slow) Read(p []byte) (int, error) {
	if s.text == "" {
		if s.err != nil {
			return 0, s.err
		}
		return 0, io.EOF
	}
	p[0] = s.text[0]
	s.text = s.text[1:]
	return 1, nil
}

func TestKnownFingerprints(t *testing.T) {
	for _, c := range [][2]string{
		{"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
		{"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
	} {
		got, err := Fingerprint(strings.NewReader(c[0]))
		if err != nil || got != c[1] {
			t.Fatalf("The fingerprint differs from the published SHA-256 of this text.\n  input: %q\n  want: %q\n  got: %.80q", c[0], c[1], got)
		}
	}
}

func TestOneByteChangesIt(t *testing.T) {
	one, _ := Fingerprint(strings.NewReader("0.25 -1.5"))
	two, _ := Fingerprint(strings.NewReader("0.26 -1.5"))
	if one == two {
		t.Errorf("Two files that differ have the same fingerprint.\n  input: \"0.25 -1.5\" and \"0.26 -1.5\"\n  want: two fingerprints\n  got: %.80q twice", one)
	}
}

func TestPiecesDoNotMatter(t *testing.T) {
	text := strings.Repeat("0.125 ", 5000)
	whole, _ := Fingerprint(strings.NewReader(text))
	pieces, _ := Fingerprint(&slow{text: text})
	if whole != pieces || len(whole) != 64 {
		t.Errorf("The fingerprint should not depend on the pieces in which a file arrives.\n  input: 30000 bytes, at once and byte by byte\n  want: %.80q\n  got: %.80q", whole, pieces)
	}
}

func TestBrokenFile(t *testing.T) {
	broken := errors.New("the disk is broken")
	if _, err := Fingerprint(&slow{"0.25", broken}); !errors.Is(err, broken) {
		t.Errorf("Half a file has no fingerprint: the error of the reader should be returned.\n  input: a file that breaks off\n  want: %v\n  got: %v", broken, err)
	}
}
