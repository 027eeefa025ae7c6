package main

import "fmt"

func main() {
	var own, shared []func() int

	for digit := 0; digit < 3; digit++ {
		own = append(own, func() int { return digit })
	}

	digit := 0
	for digit < 3 {
		shared = append(shared, func() int { return digit })
		digit++
	}

	fmt.Println(own[0](), own[1](), own[2]())
	fmt.Println(shared[0](), shared[1](), shared[2]())
}
