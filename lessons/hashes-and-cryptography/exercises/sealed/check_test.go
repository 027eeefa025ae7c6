package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"testing"
)

func TestSealHas32Bytes(t *testing.T) {
	key, model := []byte("key"), []byte("0.25 -1.5")
	if got := len(Seal(key, model)); got != 32 {
		t.Errorf("A seal should have 32 bytes, however long the model is.\n  input: a model of %d bytes\n  want: 32\n  got: %d", len(model), got)
	}
}

func TestSealIsTheHMAC(t *testing.T) {
	key, model := []byte("key"), []byte("0.25 -1.5")
	h := hmac.New(sha256.New, key)
	h.Write(model)
	want := h.Sum(nil)
	if got := Seal(key, model); !hmac.Equal(got, want) {
		t.Errorf("The seal should be made from the bytes of the model.\n  input: key %q, model %q\n  want: %x\n  got: %x", key, model, want, got)
	}
}

func TestChangesAreNoticed(t *testing.T) {
	key, model := []byte("key"), []byte("0.25 -1.5")
	seal := Seal(key, model)
	if !Intact(key, model, seal) {
		t.Fatalf("A model that nobody has touched should be intact.\n  input: model %q\n  want: true\n  got: false", model)
	}
	if Intact(key, []byte("9.25 -1.5"), seal) {
		t.Fatalf("A changed model passes with the seal of the old one.\n  input: \"9.25 -1.5\" with the seal of \"0.25 -1.5\"\n  want: false\n  got: true")
	}
	if Intact([]byte("another key"), model, seal) {
		t.Fatalf("A seal under one key passes under another.\n  want: false\n  got: true")
	}
}
