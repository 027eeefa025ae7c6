package main

import (
	"context"
	"fmt"
)

// Train takes a step for each slope, until slopes is closed or ctx is done.
// It returns the weight, and why it had to stop early, or nil.
func Train(ctx context.Context, weight float64, slopes <-chan float64) (float64, error) {
	for {
		select {
		case slope, ok := <-slopes:
			if !ok {
				return weight, nil
			}
			weight -= 0.5 * slope
		case <-ctx.Done():
			return weight, ctx.Err()
		}
	}
}

func main() {
	slopes := make(chan float64, 2)
	slopes <- 4
	slopes <- 2
	close(slopes)
	fmt.Println(Train(context.Background(), 5, slopes))

	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	fmt.Println(Train(ctx, 5, nil))
}
