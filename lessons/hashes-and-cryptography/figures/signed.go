package main

import (
	"crypto/ed25519"
	"fmt"
)

func main() {
	seed := make([]byte, ed25519.SeedSize)
	private := ed25519.NewKeyFromSeed(seed)
	public := private.Public().(ed25519.PublicKey)

	model := []byte("0.25 -1.5")
	signature := ed25519.Sign(private, model)
	fmt.Println(ed25519.Verify(public, model, signature))

	model[0] = '9'
	fmt.Println(ed25519.Verify(public, model, signature))

	model[0] = '0'
	fmt.Println(ed25519.Verify(public, model, signature))
}
