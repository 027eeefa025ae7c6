package main

import "fmt"

// Example is one flower: what was measured, and its species.
type Example struct {
	Row   []float64
	Label string
}

// Learner can be trained, and can name a species afterwards.
type Learner interface {
	Fit(examples []Example)
	Predict(row []float64) string
}

// Nearest answers with the label of the nearest example that it knows.
type Nearest struct {
	known []Example
}

// Fit remembers the examples.
func (n *Nearest) Fit(examples []Example) {
	n.known = examples
}

// Predict returns the label of the nearest example, the first one if several are
// equally near, and "" without any examples.
func (n *Nearest) Predict(row []float64) string {
	label, best := "", 0.0
	for _, e := range n.known {
		distance := 0.0
		for i, x := range row {
			d := x - e.Row[i]
			distance += d * d
		}
		if distance < best {
			label, best = e.Label, distance
		}
	}
	return label
}

func main() {
	var learner any = &Nearest{}
	_, ok := learner.(Learner)
	fmt.Println("Nearest is a Learner:", ok)
}
