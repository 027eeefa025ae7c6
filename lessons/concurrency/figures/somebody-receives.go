package main

import "fmt"

func load(rows chan float64) {
	rows <- 107.4
	rows <- 68
}

func main() {
	rows := make(chan float64)
	go load(rows)
	first := <-rows
	second := <-rows
	fmt.Println(first + second)
}
