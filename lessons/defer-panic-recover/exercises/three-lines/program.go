package main

import "fmt"

func main() {
	epoch := 1
	defer fmt.Println("first:", epoch)

	epoch = 2
	defer fmt.Println("second:", epoch)

	epoch = 3
	fmt.Println("now:", epoch)
}
