package main

import "fmt"

// Flower is one row of the iris table.
type Flower struct {
	Species     string
	PetalLength float64
}

// Stats collects what is needed for a mean.
type Stats struct {
	Sum   float64
	Count int
}

// Collect adds up the petal lengths of each species.
func Collect(flowers []Flower) map[string]Stats {
	stats := map[string]Stats{}
	for _, f := range flowers {
		s := stats[f.Species]
		s.Sum += f.PetalLength
		s.Count++
	}
	return stats
}

func main() {
	stats := Collect([]Flower{{"setosa", 1.4}, {"virginica", 6.0}, {"setosa", 1.3}})
	for _, name := range []string{"setosa", "virginica"} {
		s := stats[name]
		fmt.Printf("%s: %.1f cm in %d flowers\n", name, s.Sum, s.Count)
	}
}
