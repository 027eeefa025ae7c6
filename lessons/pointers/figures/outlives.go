package main

import "fmt"

type Model struct {
	Weight, Bias float64
}

func newModel() *Model {
	m := Model{Weight: 0.5, Bias: 1}
	return &m
}

func main() {
	first := newModel()
	second := newModel()
	first.Weight = 2
	fmt.Println(first.Weight, second.Weight)
}
