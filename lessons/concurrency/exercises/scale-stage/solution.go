package main

import "fmt"

// Scale is one stage of a pipeline. It reads areas from in, and sends
// (area - low) / (high - low) into the channel that it returns.
// When in is closed and everything is sent, it closes that channel.
func Scale(in <-chan float64, low, high float64) <-chan float64 {
	out := make(chan float64)
	go func() {
		for area := range in {
			out <- (area - low) / (high - low)
		}
		close(out)
	}()
	return out
}

func main() {
	areas := make(chan float64, 3)
	for _, a := range []float64{50, 80, 110} {
		areas <- a
	}
	close(areas)
	for x := range Scale(areas, 50, 110) {
		fmt.Println(x)
	}
}
