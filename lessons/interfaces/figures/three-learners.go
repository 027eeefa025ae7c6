package main

import "fmt"

type Classifier interface {
	Predict(row []float64) string
}

type Always string

func (a Always) Predict(row []float64) string { return string(a) }

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
	flower := []float64{4.7}
	var c Classifier
	fmt.Println(c == nil)
	c = Always("setosa")
	fmt.Println(c.Predict(flower))
	c = Threshold{2.5, "setosa", "versicolor"}
	fmt.Println(c.Predict(flower))
}
