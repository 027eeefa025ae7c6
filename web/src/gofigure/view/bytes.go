package main

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
)

// Each argument is a text in hexadecimal digits behind a hyphen. The first one
// is signed; then each is hashed and held against that signature.
func main() {
	private := ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize))
	public := private.Public().(ed25519.PublicKey)
	var signature []byte
	for _, arg := range os.Args[1:] {
		text, err := hex.DecodeString(arg[1:])
		if err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		if signature == nil {
			signature = ed25519.Sign(private, text)
		}
		fmt.Printf("%x %t\n", sha256.Sum256(text), ed25519.Verify(public, text, signature))
	}
}
