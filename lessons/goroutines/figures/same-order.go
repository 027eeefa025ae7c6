package main

import (
	"fmt"
	"sync"
)

var weights, history sync.Mutex

func train() {
	weights.Lock()
	history.Lock()
	history.Unlock()
	weights.Unlock()
}

func report() {
	weights.Lock()
	history.Lock()
	history.Unlock()
	weights.Unlock()
}

func main() {
	var wg sync.WaitGroup
	wg.Go(train)
	wg.Go(report)
	wg.Wait()
	fmt.Println("trained and reported")
}
