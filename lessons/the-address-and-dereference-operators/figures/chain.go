package main

import "fmt"

type Run struct {
	Loss float64
	Next *Run
}

func main() {
	var head *Run
	for _, loss := range []float64{0.9, 0.4, 0.6} {
		head = &Run{Loss: loss, Next: head}
	}
	for run := head; run != nil; run = run.Next {
		fmt.Println(run.Loss)
	}
}
