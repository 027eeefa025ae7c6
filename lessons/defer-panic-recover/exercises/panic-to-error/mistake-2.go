package main

import (
	"fmt"
	"strconv"
	"strings"
)

// price takes the price from a row such as "107.4,4,16,7.4,258".
// It panics where the row is damaged.
func price(row string) float64 {
	cell := strings.Split(row, ",")[4]
	value, err := strconv.ParseFloat(cell, 64)
	if err != nil {
		panic(err)
	}
	return value
}

// TryPrice is price with an error instead of a panic.
func TryPrice(row string) (value float64, err error) {
	// order:begin
	defer func() {
		if r := recover(); r != nil {
			return 0, r
		}
	}()
	return price(row), nil
	// order:end
}

func main() {
	fmt.Println(TryPrice("107.4,4,16,7.4,258"))
	fmt.Println(TryPrice("68.0,2,61"))
	fmt.Println(TryPrice("50.0,3,47,0.5,unknown"))
}
