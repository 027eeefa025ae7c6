package main

import "fmt"

// Shapes counts the shapes that a decision tree with n questions can have.
func Shapes(n int) int {
	known := make(map[int]int)
	if n == 0 {
		return 1
	}
	if count, ok := known[n]; ok {
		return count
	}
	count := 0
	for yes := range n {
		count += Shapes(yes) * Shapes(n-1-yes)
	}
	known[n] = count
	return count
}

func main() {
	fmt.Println(Shapes(3))
	fmt.Println(Shapes(10))
}
