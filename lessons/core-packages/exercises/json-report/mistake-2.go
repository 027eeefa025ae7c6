package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
)

// Flower is one row of the iris table.
type Flower struct {
	Species     string
	PetalLength float64
}

// Line is what the report says about one species.
type Line struct {
	Species string  `json:"species"`
	Count   int     `json:"count"`
	Mean    float64 `json:"mean_cm"`
}

// Report returns a JSON list with a Line for each species, sorted by name.
// Mean is the mean length of the petals. Without flowers the list is [].
func Report(flowers []Flower) ([]byte, error) {
	sums := map[string]float64{}
	counts := map[string]int{}
	for _, f := range flowers {
		sums[f.Species] += f.PetalLength
		counts[f.Species]++
	}
	var lines []Line
	for _, name := range slices.Sorted(maps.Keys(counts)) {
		mean := sums[name] / float64(counts[name])
		lines = append(lines, Line{name, counts[name], mean})
	}
	return json.Marshal(lines)
}

func main() {
	flowers := []Flower{{"virginica", 6.0}, {"setosa", 1.5}, {"setosa", 1.3}}
	text, err := Report(flowers)
	fmt.Println(string(text), err)
}
