package main

import "fmt"

func main() {
	prices := []int{258, 142, 197}

	for _, price := range prices {
		price = price + 10
	}
	fmt.Println(prices)

	for i := range prices {
		prices[i] = prices[i] + 10
	}
	fmt.Println(prices)
}
