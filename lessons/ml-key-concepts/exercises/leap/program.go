package main

import "fmt"

func main() {
	// The loss is (w - 3)², lowest at w = 3. Its slope at w is 2·(w - 3).
	w := 0.0
	rate := 1.0
	for range 3 {
		slope := 2 * (w - 3)
		w -= rate * slope
		fmt.Println(w)
	}
}
