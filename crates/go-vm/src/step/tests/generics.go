package main

type number interface{ ~int | ~float64 }

type pair[K comparable, V any] struct {
	key   K
	value V
}

type stack[T any] struct{ items []T }

func (s *stack[T]) push(item T) { s.items = append(s.items, item) }

func sum[T number](values []T) T {
	var total T
	for _, value := range values {
		total += value
	}
	return total
}

func each[T any](values []T) func(func(int, T) bool) {
	return func(yield func(int, T) bool) {
		for i, value := range values {
			if !yield(i, value) {
				return
			}
		}
	}
}

func main() {
	s := &stack[pair[string, int]]{}
	s.push(pair[string, int]{"a", 1})
	s.push(pair[string, int]{"b", 2})
	println(sum([]int{1, 2, 3}), sum([]float64{0.5, 0.25}))
	total := 0
	for i, p := range each(s.items) {
		total += i + p.value
		if i == 1 {
			break
		}
	}
	println(total)
}
