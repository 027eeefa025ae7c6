// Learns a line: gradient descent finds the weight and the bias with
// which the squared error over some noisy points is smallest.
package main

import (
	"fmt"
	"math/rand"
)

type point struct{ x, y float64 }

// sample gives n points near y = 3x - 1.
func sample(n int, random *rand.Rand) []point {
	points := make([]point, n)
	for i := range points {
		x := random.Float64()*2 - 1
		points[i] = point{x, 3*x - 1 + random.NormFloat64()*0.1}
	}
	return points
}

func main() {
	points := sample(200, rand.New(rand.NewSource(1)))
	weight, bias, rate := 0.0, 0.0, 0.5
	for epoch := 0; epoch <= 30; epoch++ {
		var loss, byWeight, byBias float64
		for _, p := range points {
			miss := weight*p.x + bias - p.y
			loss += miss * miss
			byWeight += 2 * miss * p.x
			byBias += 2 * miss
		}
		n := float64(len(points))
		if epoch%5 == 0 {
			fmt.Printf("epoch %2d  loss %.5f  y = %.3fx %+.3f\n", epoch, loss/n, weight, bias)
		}
		weight -= rate * byWeight / n
		bias -= rate * byBias / n
	}
}
