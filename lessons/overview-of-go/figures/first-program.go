package main

import "fmt"

func main() {
	price := 258000.0
	area := 107.4
	perSquareMetre := price / area
	fmt.Printf("%.0f euros a square metre\n", perSquareMetre)
}
