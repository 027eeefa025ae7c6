package main

import "fmt"

type Model struct {
	Weight float64
}

func (m *Model) Step(slope float64) {
	m.Weight -= 0.5 * slope
}

func main() {
	models := []Model{{Weight: 4}, {Weight: 7}}
	for _, m := range models {
		m.Step(2)
	}
	fmt.Println(models)
	for i := range models {
		models[i].Step(2)
	}
	fmt.Println(models)
}
