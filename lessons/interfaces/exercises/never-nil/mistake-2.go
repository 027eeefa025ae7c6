package main

import "fmt"

// RowError says which row of a table cannot be used.
type RowError struct {
	Row   int
	Price float64
}

func (e *RowError) Error() string {
	return fmt.Sprintf("row %d: a price of %g", e.Row, e.Price)
}

// Check returns an error for the first price that is not above 0.
func Check(prices []float64) error {
	var bad *RowError
	for i, p := range prices {
		if p <= 0 {
			bad = &RowError{Row: i, Price: p}
			break
		}
	}
	if bad.Row == 0 {
		return nil
	}
	return bad
}

func main() {
	if err := Check([]float64{258, 142, 197}); err != nil {
		fmt.Println("the table is refused")
		return
	}
	fmt.Println("the table is fine")
}
