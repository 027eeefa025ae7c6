package main

import "fmt"

// Example is one flower: what was measured, and its species.
type Example struct {
	Row   []float64
	Label string
}

// Classifier is everything that can name a species.
type Classifier interface {
	Predict(row []float64) string
}

// Accuracy returns the share of examples, from 0 to 1, whose label c predicts.
// Without examples it is 0.
func Accuracy(c Classifier, examples []Example) float64 {
	right := 0
	for _, e := range examples {
		if c.Predict(e.Row) == e.Label {
			right++
		}
	}
	return float64(right) / float64(len(examples))
}

// Always gives the same answer to everything.
type Always string

func (a Always) Predict(row []float64) string { return string(a) }

// Threshold looks at the first number only.
type Threshold struct {
	Cut         float64
	Below, Over string
}

func (t Threshold) Predict(row []float64) string {
	if row[0] < t.Cut {
		return t.Below
	}
	return t.Over
}

func main() {
	flowers := []Example{
		{[]float64{1.4}, "setosa"}, {[]float64{4.7}, "versicolor"},
		{[]float64{1.3}, "setosa"}, {[]float64{6.0}, "virginica"},
	}
	fmt.Println(Accuracy(Always("setosa"), flowers))
	fmt.Println(Accuracy(Threshold{2.5, "setosa", "versicolor"}, flowers))
}
