package main

import "fmt"

// Run is one training, and the address of the one before it.
type Run struct {
	Loss float64
	Next *Run
}

// Best returns the run with the lowest loss, or nil where there is no run.
func Best(head *Run) *Run {
	// Write this.
	return nil
}

func main() {
	first := &Run{Loss: 0.9}
	second := &Run{Loss: 0.4, Next: first}
	third := &Run{Loss: 0.6, Next: second}
	if best := Best(third); best != nil {
		fmt.Println(best.Loss)
	}
}
