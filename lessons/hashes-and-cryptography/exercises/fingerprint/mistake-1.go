package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"strings"
)

// Fingerprint returns the SHA-256 of everything that r holds, as 64
// hexadecimal digits. If r cannot be read to its end, it returns the error.
func Fingerprint(r io.Reader) (string, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return "", err
	}
	h := sha256.New()
	return hex.EncodeToString(h.Sum(data)), nil
}

func main() {
	for _, weights := range []string{"0.25 -1.5", "0.26 -1.5"} {
		fmt.Println(Fingerprint(strings.NewReader(weights)))
	}
}
