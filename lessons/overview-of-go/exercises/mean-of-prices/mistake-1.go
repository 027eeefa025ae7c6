package main

import (
	"errors"
	"fmt"
)

// Mean returns the mean of the prices, or an error where there are none.
func Mean(prices []float64) (float64, error) {
	if len(prices) == 0 {
		return 0, errors.New("no prices")
	}
	sum := 0.0
	for _, price := range prices {
		sum += price
	}
	return sum / len(prices), nil
}

func main() {
	fmt.Println(Mean([]float64{258, 142, 197}))
	fmt.Println(Mean(nil))
}
