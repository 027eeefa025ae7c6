package main

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"fmt"
)

// Parcel is what arrives from the network: a model, its hash, and the
// signature of the model.
type Parcel struct {
	Model     []byte
	Hash      []byte
	Signature []byte
}

// Accept tells whether the model comes from the owner of the public key.
func Accept(p Parcel, public ed25519.PublicKey) bool {
	hash := sha256.Sum256(p.Model)
	return bytes.Equal(hash[:], p.Hash)
}

func main() {
	private := ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize))
	public := private.Public().(ed25519.PublicKey)

	model := []byte("0.25 -1.5")
	hash := sha256.Sum256(model)
	good := Parcel{model, hash[:], ed25519.Sign(private, model)}
	fmt.Println("good:", Accept(good, public))

	fake := []byte("9.99 -1.5")
	hash = sha256.Sum256(fake)
	bad := Parcel{fake, hash[:], good.Signature}
	fmt.Println("fake:", Accept(bad, public))
}
