package main

import (
	"errors"
	"fmt"
	"strings"
)

var errNegative = errors.New("negative")

var calls int

func root(x float64) (r float64, err error) {
	calls++
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("recovered: %v", p)
		}
	}()
	if x < 0 {
		return 0, errNegative
	}
	guess := x / 2
	for range 4 {
		guess = (guess + x/guess) / 2
	}
	if x > 1000 {
		panic("too large")
	}
	r = guess
	return r, nil
}

func fibonacci(n int) int {
	if n < 2 {
		return n
	}
	a := fibonacci(n - 1)
	b := fibonacci(n - 2)
	return a + b
}

func pairs(n int) func(func(int, string) bool) {
	return func(yield func(int, string) bool) {
		for i := range n {
			word := strings.Repeat("x", i)
			if !yield(i, word) {
				return
			}
		}
	}
}

func main() {
	r, err := root(2)
	bad, why := root(-1)
	worse, reason := root(2000)
	f := fibonacci(4)
	length := 0
	for i, word := range pairs(5) {
		if i == 3 {
			break
		}
		length += len(word)
	}
	grade := ""
	switch {
	case f > 5:
		grade = "high"
	case f > 2:
		grade = "middle"
		fallthrough
	default:
		grade += "!"
	}
	line := "258;107.4;true"
	fields := strings.Split(line, ";")
	before, after, found := strings.Cut(line, ";")
	results := make(chan int, 2)
	results <- f
	results <- length
	sum := <-results
	fmt.Println(r > 1, err, bad, why, worse, reason, grade, fields, before, after, found, sum, calls)
}
