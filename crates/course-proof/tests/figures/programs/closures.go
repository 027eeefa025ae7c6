package main

import (
	"fmt"
	"slices"
)

func counter(start int) (next func() int, reset func()) {
	count := start
	next = func() int {
		count++
		return count
	}
	reset = func() {
		count = start
	}
	return next, reset
}

func apply(f func(float64) float64, values ...float64) []float64 {
	var out []float64
	for _, value := range values {
		out = append(out, f(value))
	}
	return out
}

func twice(x float64) float64 {
	return 2 * x
}

func main() {
	next, reset := counter(10)
	a := next()
	b := next()
	reset()
	c := next()
	rate := 0.5
	decay := func(x float64) float64 {
		rate *= 0.9
		return x * rate
	}
	out := apply(decay, 1, 2, 3)
	doubled := apply(twice, out...)
	var nothing func()
	steps := []func() int{}
	for i := range 3 {
		steps = append(steps, func() int {
			i += 10
			return i
		})
	}
	sum := 0
	for _, step := range steps {
		sum += step() + step()
	}
	names := []string{"c", "a", "b"}
	calls := 0
	slices.SortFunc(names, func(x, y string) int {
		calls++
		if x < y {
			return -1
		}
		return 1
	})
	fmt.Println(a, b, c, rate, doubled, nothing == nil, sum, names)
}
