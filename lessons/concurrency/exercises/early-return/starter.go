package main

import "fmt"

// Valid sends the prices on, up to the first one that is not above 0.
// That one and everything after it are left out.
func Valid(prices []float64) <-chan float64 {
	out := make(chan float64)
	go func() {
		for _, p := range prices {
			if p <= 0 {
				return
			}
			out <- p
		}
		close(out)
	}()
	return out
}

// Sum adds up everything that comes out of in.
func Sum(in <-chan float64) float64 {
	sum := 0.0
	for p := range in {
		sum += p
	}
	return sum
}

func main() {
	fmt.Println(Sum(Valid([]float64{258, 142})))
	fmt.Println(Sum(Valid([]float64{258, -1, 142})))
}
