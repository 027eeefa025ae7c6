package main

import "fmt"

// Run is one training, and the address of the next in the chain.
type Run struct {
	Loss float64
	Next *Run
}

// Reverse turns a chain around and returns its new head.
func Reverse(head *Run) *Run {
	// order:begin
	var done *Run
	for head != nil {
		next := head.Next
		head.Next = done
		done = head
		head = next
	}
	return head
	// order:end
}

func main() {
	head := &Run{0.6, &Run{0.4, &Run{0.9, nil}}}
	for run := Reverse(head); run != nil; run = run.Next {
		fmt.Println(run.Loss)
	}
}
