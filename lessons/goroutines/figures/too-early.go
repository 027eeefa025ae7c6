package main

import "fmt"

func main() {
	loss := 1.0
	go func() {
		loss = 0.25
	}()
	fmt.Println("loss:", loss)
}
