package main

import "fmt"

func mean(xs ...float64) float64 {
	sum := 0.0
	for _, x := range xs {
		sum += x
	}
	return sum / float64(len(xs))
}

func main() {
	fmt.Println(mean(258, 142, 197))
	fmt.Println(mean(469))
	fmt.Println(mean())
}
