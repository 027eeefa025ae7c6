package main

import "fmt"

func visit(n int) {
	if n == 0 {
		fmt.Println("leaf")
		return
	}
	fmt.Println("down", n)
	visit(n - 1)
	fmt.Println("up", n)
}

func main() {
	visit(2)
}
