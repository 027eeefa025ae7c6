package main

import (
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"strconv"
)

// House is one row. The price is in thousands of euros.
type House struct {
	Town  string
	Area  float64
	Price float64
}

// ReadHouses reads houses as CSV: a heading, then town, area and price.
// A number that cannot be read is an error. An empty text holds no houses.
func ReadHouses(r io.Reader) ([]House, error) {
	records, err := csv.NewReader(r).ReadAll()
	if err != nil || len(records) == 0 {
		return nil, err
	}
	var houses []House
	for _, record := range records[1:] {
		area, _ := strconv.ParseFloat(record[1], 64)
		price, _ := strconv.ParseFloat(record[2], 64)
		houses = append(houses, House{record[0], area, price})
	}
	return houses, nil
}

func main() {
	file, err := os.Open("houses.csv")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer file.Close()
	houses, err := ReadHouses(file)
	fmt.Println(len(houses), "houses, error:", err)
	for _, h := range houses {
		fmt.Println(h)
	}
}
