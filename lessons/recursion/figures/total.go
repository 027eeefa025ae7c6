package main

import "fmt"

// total adds up the prices: the first one, and the total of the rest.
func total(prices []int) int {
	if len(prices) == 0 {
		return 0
	}
	rest := total(prices[1:])
	return prices[0] + rest
}

func main() {
	fmt.Println(total([]int{258, 142, 197}))
}
