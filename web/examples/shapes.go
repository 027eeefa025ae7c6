// An interface says what a value can do; each type does it in its own
// way.
package main

import (
	"fmt"
	"math"
)

type Shape interface {
	Area() float64
}

type Circle struct{ Radius float64 }

type Rect struct{ Width, Height float64 }

func (c Circle) Area() float64 { return math.Pi * c.Radius * c.Radius }

func (r Rect) Area() float64 { return r.Width * r.Height }

func main() {
	shapes := []Shape{Circle{1}, Rect{2, 3}, &Rect{Width: 4, Height: 0.5}}
	total := 0.0
	for _, shape := range shapes {
		fmt.Printf("%-22T %+v has an area of %.2f\n", shape, shape, shape.Area())
		total += shape.Area()
	}
	fmt.Printf("together %.2f\n", total)
}
