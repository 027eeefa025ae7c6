package main

import "fmt"

// RunningMean is the mean of all losses seen so far, without keeping them.
type RunningMean struct {
	sum   float64
	count int
}

// Add takes one more loss into account.
func (r RunningMean) Add(loss float64) {
	r.sum += loss
	r.count++
}

// Mean returns the mean so far, and 0 before the first loss.
func (r *RunningMean) Mean() float64 {
	if r.count == 0 {
		return 0
	}
	return r.sum / float64(r.count)
}

func main() {
	var r RunningMean
	for _, loss := range []float64{0.9, 0.6, 0.3} {
		r.Add(loss)
	}
	fmt.Printf("%.2f\n", r.Mean())
}
