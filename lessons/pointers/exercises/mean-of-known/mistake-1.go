package main

import (
	"errors"
	"fmt"
)

// MeanOfKnown returns the mean of the prices that are known.
// A price that is not known is nil. If none is known, it returns an error.
func MeanOfKnown(prices []*float64) (float64, error) {
	sum, n := 0.0, len(prices)
	for _, price := range prices {
		if price != nil {
			sum += *price
		}
	}
	if n == 0 {
		return 0, errors.New("no price is known")
	}
	return sum / float64(n), nil
}

func main() {
	a, b := 258.0, 142.0
	fmt.Println(MeanOfKnown([]*float64{&a, nil, &b}))
	fmt.Println(MeanOfKnown([]*float64{nil}))
}
