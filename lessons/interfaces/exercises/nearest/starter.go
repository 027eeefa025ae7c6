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

// Write the method Predict. Between equally near examples the first one wins.
// Without any examples the answer is "".

func main() {
	var learner any = &Nearest{}
	_, ok := learner.(Learner)
	fmt.Println("Nearest is a Learner:", ok)
}
