package main

import (
	"bytes"
	"crypto/sha256"
	"fmt"
)

func main() {
	one := sha256.New().Sum([]byte("0.25"))
	two := sha256.New().Sum([]byte("9.99"))
	fmt.Println(len(one))
	fmt.Println(string(one[:4]))
	fmt.Println(bytes.Equal(one[4:], two[4:]))
}
