package main

import (
	"fmt"
	"sync"
)

// Gradient adds up the slopes of all rows. The rows are divided into parts,
// and each part is added up by a goroutine of its own.
func Gradient(rows []float64, parts int, slope func(float64) float64) float64 {
	sums := make([]float64, parts)
	size := len(rows) / parts
	var wg sync.WaitGroup
	for p := range parts {
		begin := p * size
		end := begin + size
		wg.Go(func() {
			for _, row := range rows[begin:end] {
				sums[p] += slope(row)
			}
		})
	}
	wg.Wait()

	total := 0.0
	for _, s := range sums {
		total += s
	}
	return total
}

func main() {
	rows := []float64{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}
	slope := func(row float64) float64 { return 2 * row }
	fmt.Println(Gradient(rows, 1, slope), Gradient(rows, 3, slope))
}
