// Two goroutines, each of which waits for the other. Go notices that
// nobody can go on, and says who waits for what, and where.
package main

import "fmt"

func main() {
	questions := make(chan string)
	answers := make(chan string)

	go func() {
		// It answers only when it has heard that its answer was good.
		fmt.Println("the other says:", <-answers)
		answers <- "42"
	}()

	fmt.Println("the answer is", <-answers)
	questions <- "and what was the question?"
}
