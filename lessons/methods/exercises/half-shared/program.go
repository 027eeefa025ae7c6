package main

import "fmt"

type History struct {
	Losses []float64
	Count  int
}

func (h History) Record(loss float64) {
	h.Losses[h.Count] = loss
	h.Count++
}

func main() {
	h := History{Losses: make([]float64, 2)}
	h.Record(0.9)
	h.Record(0.6)
	fmt.Println(h.Losses)
	fmt.Println(h.Count)
}
