package main

import "fmt"

// MostCommon returns the species that stands in the list most often.
// Among equals it is the one that comes first in the list.
func MostCommon(species []string) string {
	counts := make(map[string]int)
	for _, name := range species {
		counts[name]++
	}
	best := ""
	for _, name := range species {
		if counts[name] >= counts[best] {
			best = name
		}
	}
	return best
}

func main() {
	fmt.Println(MostCommon([]string{"setosa", "virginica", "setosa"}))
	fmt.Println(MostCommon([]string{"virginica", "setosa"}))
}
