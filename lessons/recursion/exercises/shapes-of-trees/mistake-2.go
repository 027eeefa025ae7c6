package main

import "fmt"

// Shapes counts the shapes that a decision tree with n questions can have.
func Shapes(n int) int {
	var known map[int]int
	return shapes(n, known)
}

// shapes does the counting, and looks into known first.
func shapes(n int, known map[int]int) int {
	if n == 0 {
		return 1
	}
	if count, ok := known[n]; ok {
		return count
	}
	count := 0
	for yes := range n {
		count += shapes(yes, known) * shapes(n-1-yes, known)
	}
	known[n] = count
	return count
}

func main() {
	fmt.Println(Shapes(3))
	fmt.Println(Shapes(10))
}
