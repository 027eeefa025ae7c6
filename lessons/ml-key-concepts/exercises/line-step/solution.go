package main

import "fmt"

// House is one example.
type House struct {
	Area  float64 // the feature, in 100 square metres
	Price float64 // the label, in 100,000 euros
}

// Line is a model: the price is Weight times the area, plus Bias.
type Line struct {
	Weight, Bias float64
}

// Predict returns the price of a house with this area.
func (l Line) Predict(area float64) float64 {
	return l.Weight*area + l.Bias
}

// Loss returns the average of the squared errors.
func Loss(l Line, houses []House) float64 {
	sum := 0.0
	for _, h := range houses {
		err := l.Predict(h.Area) - h.Price
		sum += err * err
	}
	return sum / float64(len(houses))
}

// Step returns the line after one step of gradient descent.
// There is at least one house.
func Step(l Line, houses []House, rate float64) Line {
	slopeOfWeight, slopeOfBias := 0.0, 0.0
	for _, h := range houses {
		err := l.Predict(h.Area) - h.Price
		slopeOfWeight += 2 * err * h.Area
		slopeOfBias += 2 * err
	}
	n := float64(len(houses))
	l.Weight -= rate * slopeOfWeight / n
	l.Bias -= rate * slopeOfBias / n
	return l
}

func main() {
	houses := []House{{1.074, 2.58}, {0.68, 1.42}, {0.5, 1.97}}
	var l Line
	for step := range 5 {
		fmt.Printf("step %d: loss %.3f\n", step, Loss(l, houses))
		l = Step(l, houses, 0.3)
	}
}
