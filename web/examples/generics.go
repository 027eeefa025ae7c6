// One function for values of many types, and a sequence that range
// walks over.
package main

import (
	"fmt"
	"iter"
)

type Number interface {
	~int | ~float64
}

func Sum[N Number](values iter.Seq[N]) N {
	var sum N
	for value := range values {
		sum += value
	}
	return sum
}

// Map hands on each value as f makes it.
func Map[A, B any](values iter.Seq[A], f func(A) B) iter.Seq[B] {
	return func(yield func(B) bool) {
		for value := range values {
			if !yield(f(value)) {
				return
			}
		}
	}
}

// UpTo gives 1, 2, … n.
func UpTo(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := 1; i <= n && yield(i); i++ {
		}
	}
}

func main() {
	fmt.Println("1 + 2 + … + 100 =", Sum(UpTo(100)))
	halves := Map(UpTo(5), func(n int) float64 { return float64(n) / 2 })
	for half := range halves {
		fmt.Print(half, " ")
	}
	fmt.Println("add up to", Sum(halves))
}
