package main

import "fmt"

// Swap exchanges the two numbers that a and b point to.
func Swap(a, b *float64) {
	____ = *b, *a
}

func main() {
	area, price := 258.0, 107.4 // the wrong way round
	Swap(&area, &price)
	fmt.Println(area, price)
}
