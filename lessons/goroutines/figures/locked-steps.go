package main

import (
	"fmt"
	"sync"
)

var (
	mu    sync.Mutex
	steps int
)

func train() {
	mu.Lock()
	old := steps
	steps = old + 1
	mu.Unlock()
}

func main() {
	var wg sync.WaitGroup
	wg.Go(train)
	wg.Go(train)
	wg.Wait()
	fmt.Println("steps:", steps)
}
