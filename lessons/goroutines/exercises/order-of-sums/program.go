package main

import "fmt"

func main() {
	slopes := []float64{0.1, 0.2, 0.3}
	left := (slopes[0] + slopes[1]) + slopes[2]
	right := slopes[0] + (slopes[1] + slopes[2])
	fmt.Printf("%.1f %.1f\n", left, right)
	fmt.Println(left == right)
	fmt.Println(left-right < 0.000001)
}
