package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"fmt"
)

// Seal returns the seal of a model: its HMAC-SHA-256 under a secret key.
func Seal(key, model []byte) []byte {
	h := hmac.New(sha256.New, key)
	h.Write(model)
	return h.Sum(nil)
}

// Intact tells whether the model still has this seal.
func Intact(key, model, seal []byte) bool {
	return hmac.Equal(Seal(key, model), seal)
}

func main() {
	key := []byte("a secret of our own")
	seal := Seal(key, []byte("0.25 -1.5"))
	fmt.Printf("%x\n", seal[:4])
	fmt.Println(Intact(key, []byte("0.25 -1.5"), seal))
	fmt.Println(Intact(key, []byte("9.25 -1.5"), seal))
}
