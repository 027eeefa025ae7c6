package main

import "fmt"

func main() {
	rate := 0.1
	step := func(weight, slope float64) float64 {
		return weight - rate*slope
	}
	fmt.Println(step(1, 2))

	rate = 0.5
	fmt.Println(step(1, 2))
}
