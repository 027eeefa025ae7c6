package main

import "fmt"

func price(row []float64) float64 {
	defer fmt.Println("price is left")
	return row[4]
}

func load() {
	defer fmt.Println("load is left")
	fmt.Println(price([]float64{68, 2, 61, 7.4}))
	fmt.Println("the price is printed")
}

func main() {
	defer fmt.Println("main is left")
	load()
}
