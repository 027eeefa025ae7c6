package main

import "fmt"

// Scaler brings a column of numbers into the range from 0 to 1.
type Scaler struct {
	Min, Max float64
}

// Fit remembers the smallest and the largest of xs, which is not empty.
func (s *Scaler) Fit(xs []float64) {
	s.Min, s.Max = xs[0], xs[0]
	for _, x := range xs {
		s.Min = min(s.Min, x)
		s.Max = max(s.Max, x)
	}
}

// Transform returns each x as (x - Min) / (Max - Min), in a new slice.
// Where Min and Max are equal, every result is 0.
func (s Scaler) Transform(xs []float64) []float64 {
	scaled := make([]float64, len(xs))
	for i, x := range xs {
		scaled[i] = (x - s.Min) / (s.Max - s.Min)
	}
	return scaled
}

func main() {
	train := []float64{50, 70, 110}
	test := []float64{80, 140}

	var s Scaler
	s.Fit(train)
	fmt.Println(s.Transform(train))
	fmt.Println(s.Transform(test))
}
