package main

import "fmt"

// CountSpecies says how often each species stands in the list.
func CountSpecies(species []string) map[string]int {
	counts := make(map[string]int)
	for _, name := range species {
		counts[name] = 1
	}
	return counts
}

func main() {
	fmt.Println(CountSpecies([]string{"setosa", "virginica", "setosa"}))
}
