package main

import "fmt"

type House struct {
	Price int
}

func change(array [3]int, slice []int, house House, pointer *House) {
	array[0] = 99
	slice[0] = 99
	house.Price = 99
	pointer.Price = 99
}

func main() {
	array := [3]int{1, 2, 3}
	slice := []int{1, 2, 3}
	one, two := House{258}, House{142}

	change(array, slice, one, &two)
	fmt.Println(array)
	fmt.Println(slice)
	fmt.Println(one.Price, two.Price)
}
