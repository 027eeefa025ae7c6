package main

import "fmt"

type Model struct {
	Weight float64
	Steps  int
}

func (m Model) Tried(slope float64) float64 {
	m.Weight -= 0.5 * slope
	m.Steps++
	return m.Weight
}

func (m *Model) Step(slope float64) {
	m.Weight -= 0.5 * slope
	m.Steps++
}

func main() {
	model := Model{Weight: 4}
	fmt.Println(model.Tried(2), model.Weight, model.Steps)
	model.Step(2)
	fmt.Println(model.Weight, model.Steps)
}
