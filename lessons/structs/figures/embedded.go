package main

import "fmt"

type House struct {
	Area  float64
	Price float64
}

type Sale struct {
	House
	Year  int
	Price float64
}

func main() {
	sale := Sale{
		House: House{Area: 68, Price: 142},
		Year:  2024,
		Price: 150,
	}
	fmt.Println(sale.Area)
	fmt.Println(sale.Price)
	fmt.Println(sale.House.Price)
}
