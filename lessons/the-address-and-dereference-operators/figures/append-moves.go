package main

import "fmt"

func main() {
	prices := []int{258, 142, 197}
	first := &prices[0]

	prices = append(prices, 469)
	*first = 300

	fmt.Println(prices)
	fmt.Println(*first)
}
