package main

import "fmt"

type number interface{ ~int | ~float64 }

type pair[K comparable, V any] struct {
	key   K
	value V
}

type stack[T any] struct {
	items []T
	most  int
}

func (s *stack[T]) push(item T) {
	s.items = append(s.items, item)
	s.most = max(s.most, len(s.items))
}

func (s *stack[T]) pop() (item T, ok bool) {
	if len(s.items) == 0 {
		return item, false
	}
	last := len(s.items) - 1
	item = s.items[last]
	s.items = s.items[:last]
	return item, true
}

func sum[T number](values []T) T {
	var total T
	for _, value := range values {
		total += value
	}
	return total
}

func mapped[A, B any](values []A, f func(A) B) []B {
	out := make([]B, 0, len(values))
	for _, value := range values {
		out = append(out, f(value))
	}
	return out
}

type euros int

type tree[T any] struct {
	left, right *tree[T]
	value       T
}

func main() {
	var s stack[pair[string, int]]
	s.push(pair[string, int]{"a", 1})
	s.push(pair[string, int]{value: 2})
	top, ok := s.pop()
	none, no := new(stack[float32]).pop()
	prices := []euros{3, 4}
	total := sum(prices)
	mean := sum([]float64{1.5, 2.5}) / 2
	texts := mapped(prices, func(e euros) string { return fmt.Sprint(int(e), " €") })
	root := &tree[rune]{value: 'b', left: &tree[rune]{value: 'a'}}
	root.right = &tree[rune]{nil, nil, 'c'}
	fmt.Println(top, ok, none, no, total, mean, texts, root.right.value)
}
