package main

import (
	"fmt"
	"os"
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

// try is price with an error instead of a panic.
func try(row string) (value float64, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("row %q: %v", row, r)
		}
	}()
	return price(row), nil
}

// Prices returns the prices of the sound rows
// and the positions of the damaged ones.
func Prices(rows []string) (prices []float64, damaged []int) {
	for i, row := range rows {
		value, err := try(row)
		if err != nil {
			damaged = append(damaged, i)
			continue
		}
		prices = append(prices, value)
	}
	return prices, damaged
}

func main() {
	text, err := os.ReadFile("houses.csv")
	if err != nil {
		fmt.Println(err)
		return
	}
	rows := strings.Split(strings.TrimSpace(string(text)), "\n")
	fmt.Println(Prices(rows))
}
