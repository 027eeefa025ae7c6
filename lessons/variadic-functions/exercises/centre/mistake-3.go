package main

import "fmt"

// Centre returns the numbers with their mean subtracted from each.
func Centre(xs ...float64) []float64 {
	sum := 0.0
	for _, x := range xs {
		sum += x
	}
	mean := sum / float64(len(xs))

	centred := make([]float64, len(xs))
	for _, x := range xs {
		centred = append(centred, x-mean)
	}
	return centred
}

func main() {
	prices := []float64{258, 142, 197}
	fmt.Println(Centre(prices...))
	fmt.Println(prices)
}
