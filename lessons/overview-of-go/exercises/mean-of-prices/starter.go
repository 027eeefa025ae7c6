package main

import (
	"fmt"
)

// Mean returns the mean of the prices, or an error where there are none.
func Mean(prices []float64) (float64, error) {
	// Write this.
	return 0, nil
}

func main() {
	fmt.Println(Mean([]float64{258, 142, 197}))
	fmt.Println(Mean(nil))
}
