package main

import (
	"fmt"
	"math/rand/v2"
)

func main() {
	first := rand.New(rand.NewPCG(7, 0))
	second := rand.New(rand.NewPCG(7, 0))
	other := rand.New(rand.NewPCG(8, 0))
	for range 3 {
		a := first.IntN(100)
		b := second.IntN(100)
		c := other.IntN(100)
		fmt.Println(a, b, c)
	}
}
