package main

import "fmt"

// Square reads errors from in and sends their squares into the channel that
// it returns. When in is closed, so is that channel.
func Square(in <-chan float64) <-chan float64 {
	out := make(chan float64)
	go func() {
		for x := range in {
			out <- x * x
			close(out)
		}
	}()
	return out
}

func main() {
	errors := make(chan float64, 3)
	errors <- 0.5
	errors <- -2
	errors <- 3
	close(errors)
	for s := range Square(errors) {
		fmt.Println(s)
	}
}
