package main

import "fmt"

// Model is a line: price = Weight * area + Bias.
type Model struct {
	Weight, Bias float64
}

// Step moves both numbers of the model a little way down their slopes.
func Step(m *Model, slopes Model, rate float64) {
	m.Weight -= rate * slopes.Weight
}

func main() {
	m := Model{Weight: 1, Bias: 10}
	Step(&m, Model{Weight: 4, Bias: -2}, 0.5)
	fmt.Println(m)
}
