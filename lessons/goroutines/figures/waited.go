package main

import (
	"fmt"
	"sync"
)

func main() {
	loss := 1.0
	var wg sync.WaitGroup
	wg.Go(func() {
		loss = 0.25
	})
	wg.Wait()
	fmt.Println("loss:", loss)
}
