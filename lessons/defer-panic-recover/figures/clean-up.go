package main

import "fmt"

func train() {
	fmt.Println("open the data")
	defer fmt.Println("close the data")

	fmt.Println("open the log")
	defer fmt.Println("close the log")

	fmt.Println("train")
}

func main() {
	train()
	fmt.Println("done")
}
