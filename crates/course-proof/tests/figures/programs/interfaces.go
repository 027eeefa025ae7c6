package main

import (
	"errors"
	"fmt"
)

type shape interface{ area() float64 }

type square struct{ side float32 }

type circle struct {
	radius float64
	name   string
}

type scale int

func (s square) area() float64  { return float64(s.side) * float64(s.side) }
func (c *circle) area() float64 { return 3 * c.radius * c.radius }
func (s scale) area() float64   { return float64(s) }

type missing struct{ column string }

func (m *missing) Error() string { return "no column " + m.column }

func find(name string) error {
	var found *missing
	if name == "" {
		found = &missing{"price"}
	}
	return found
}

func describe(value any) string {
	switch v := value.(type) {
	case nil:
		return "nil"
	case int, string:
		return fmt.Sprint(v)
	case shape:
		area := v.area()
		return fmt.Sprintf("%.1f", area)
	case error:
		return v.Error()
	}
	return "?"
}

func main() {
	var s shape
	s = square{1.5}
	area := s.area()
	s = &circle{2, "disc"}
	area += s.area()
	s = scale(7)
	n, ok := s.(scale)
	_, isCircle := s.(*circle)
	err := find("")
	quiet := find("price")
	wrapped := fmt.Errorf("row %d: %w", 3, err)
	var target *missing
	as := errors.As(wrapped, &target)
	values := []any{nil, 1, "two", 3.5, square{2}, &circle{1, "c"}, []int{4}, [2]bool{true}, err}
	text := ""
	for _, value := range values {
		text += describe(value) + " "
	}
	fmt.Println(area, n, ok, isCircle, quiet == nil, as, text)
}
