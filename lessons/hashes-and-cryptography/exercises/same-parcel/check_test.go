package main

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"testing"
)

// keys makes a pair of keys from a number.
func keys(n byte) (ed25519.PublicKey, ed25519.PrivateKey) {
	private := ed25519.NewKeyFromSeed(bytes.Repeat([]byte{n}, ed25519.SeedSize))
	return private.Public().(ed25519.PublicKey), private
}

// parcel packs a model, signed with a key.
func parcel(model string, private ed25519.PrivateKey) Parcel {
	hash := sha256.Sum256([]byte(model))
	return Parcel{[]byte(model), hash[:], ed25519.Sign(private, []byte(model))}
}

func TestGoodParcel(t *testing.T) {
	public, private := keys(1)
	for _, model := range []string{"0.25 -1.5", "0.3 0.1 -2", "7"} {
		if !Accept(parcel(model, private), public) {
			t.Fatalf("A parcel that the owner has signed should be accepted.\n  input: %q, signed by the owner\n  want: true\n  got: false", model)
		}
	}
}

func TestDamagedModel(t *testing.T) {
	public, private := keys(1)
	p := parcel("0.25 -1.5", private)
	p.Model[0] = '9'
	if Accept(p, public) {
		t.Errorf("A model that was damaged on its way should be refused.\n  input: \"9.25 -1.5\", signed as \"0.25 -1.5\"\n  want: false\n  got: true")
	}
}

func TestFakeModelWithFreshHash(t *testing.T) {
	public, private := keys(1)
	p := parcel("9.99 -1.5", private)
	p.Signature = parcel("0.25 -1.5", private).Signature
	if Accept(p, public) {
		t.Errorf("A fake model with a fresh hash should be refused: anybody can calculate a hash.\n  input: \"9.99 -1.5\" with its hash, and an old signature\n  want: false\n  got: true")
	}
}

func TestSomebodyElseHasSigned(t *testing.T) {
	public, _ := keys(1)
	_, stranger := keys(2)
	if Accept(parcel("0.25 -1.5", stranger), public) {
		t.Errorf("A parcel that somebody else has signed should be refused.\n  input: \"0.25 -1.5\", signed with another key\n  want: false\n  got: true")
	}
}

func TestNoSignature(t *testing.T) {
	public, private := keys(1)
	p := parcel("0.25 -1.5", private)
	p.Signature = nil
	if Accept(p, public) {
		t.Errorf("A parcel without a signature should be refused.\n  want: false\n  got: true")
	}
}
