package main

import (
	"fmt"
	"sync"
)

var steps int

func train() {
	old := steps
	steps = old + 1
}

func main() {
	var wg sync.WaitGroup
	wg.Go(train)
	wg.Go(train)
	wg.Wait()
	fmt.Println("steps:", steps)
}
