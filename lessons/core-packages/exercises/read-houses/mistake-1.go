package main

import (
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
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
	text, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	var houses []House
	for i, line := range strings.Split(strings.TrimSpace(string(text)), "\n") {
		if i == 0 {
			continue
		}
		record := strings.Split(line, ",")
		area, err := strconv.ParseFloat(record[1], 64)
		if err != nil {
			return nil, err
		}
		price, err := strconv.ParseFloat(record[2], 64)
		if err != nil {
			return nil, err
		}
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
