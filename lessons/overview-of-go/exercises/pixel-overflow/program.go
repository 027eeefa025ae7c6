package main

import "fmt"

func main() {
	var pixel uint8 = 250
	pixel += 10
	fmt.Println(pixel)

	rooms, houses := 7, 2
	fmt.Println(rooms / houses)
	fmt.Println(float64(rooms) / float64(houses))
}
