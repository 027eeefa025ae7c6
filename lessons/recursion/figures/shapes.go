package main

import "fmt"

var calls int

// shapes counts the shapes that a tree with n questions can have.
func shapes(n int) int {
	calls++
	if n == 0 {
		return 1
	}
	count := 0
	for yes := range n {
		count += shapes(yes) * shapes(n-1-yes)
	}
	return count
}

func main() {
	fmt.Println(shapes(3), "shapes")
	fmt.Println(calls, "calls")
}
