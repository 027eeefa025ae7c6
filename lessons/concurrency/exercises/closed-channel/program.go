package main

import "fmt"

func main() {
	losses := make(chan float64, 3)
	losses <- 0.9
	losses <- 0.6
	close(losses)

	fmt.Println(<-losses)
	fmt.Println(<-losses)
	fmt.Println(<-losses)
	loss, ok := <-losses
	fmt.Println(loss, ok)
}
