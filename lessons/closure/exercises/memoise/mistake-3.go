package main

import "fmt"

// Memoise returns a function that gives the same answers as predict,
// and asks predict only once for each house.
func Memoise(predict func(house int) float64) func(house int) float64 {
	known := make(map[int]float64)
	return func(house int) float64 {
		price, ok := known[house]
		if !ok {
			price = predict(house)
		}
		return price
	}
}

// slow stands for a model that takes its time.
func slow(house int) float64 {
	fmt.Println("predicting for house", house)
	return 200 + float64(house)
}

func main() {
	price := Memoise(slow)
	fmt.Println(price(7))
	fmt.Println(price(7))
}
