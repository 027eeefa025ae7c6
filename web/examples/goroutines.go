// Three workers take jobs from one channel and put results into
// another, all at once.
package main

import (
	"fmt"
	"sync"
	"time"
)

type result struct {
	worker, job, square int
}

func work(id int, jobs <-chan int, results chan<- result) {
	for job := range jobs {
		time.Sleep(time.Duration(job) * 20 * time.Millisecond)
		results <- result{id, job, job * job}
	}
}

func main() {
	jobs := make(chan int)
	results := make(chan result)

	var workers sync.WaitGroup
	for id := 1; id <= 3; id++ {
		workers.Go(func() { work(id, jobs, results) })
	}
	go func() {
		for job := 1; job <= 9; job++ {
			jobs <- job
		}
		close(jobs)
		workers.Wait()
		close(results)
	}()

	sum := 0
	for r := range results {
		fmt.Printf("worker %d: %d² = %d\n", r.worker, r.job, r.square)
		sum += r.square
	}
	fmt.Println("sum:", sum)
}
