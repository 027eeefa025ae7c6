package main

import "fmt"

func load(out chan float64) {
	for _, area := range []float64{50, 80, 110} {
		out <- area
	}
	close(out)
}

func scale(in, out chan float64) {
	for area := range in {
		out <- (area - 50) / 60
	}
	close(out)
}

func main() {
	rows := make(chan float64)
	scaled := make(chan float64, 2)
	go load(rows)
	go scale(rows, scaled)
	sum := 0.0
	for x := range scaled {
		sum += x
	}
	fmt.Println(sum)
}
