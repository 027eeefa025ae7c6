package main

import (
	"fmt"
	"maps"
	"slices"
)

type key struct {
	species string
	year    int16
}

func count(words ...string) map[string]int {
	counts := make(map[string]int)
	for _, word := range words {
		counts[word]++
	}
	return counts
}

func main() {
	var none map[string]bool
	ages := map[string]int{"ada": 36, "bob": 41}
	alias := ages
	alias["eve"] = 7
	delete(ages, "bob")
	age, ok := ages["bob"]
	means := map[key]float64{{"setosa", 2024}: 1.5}
	means[key{"virginica", 2025}] += 2.25
	nested := map[int][]string{1: {"a"}}
	nested[1] = append(nested[1], "b")
	nested[2] = nil
	counts := count("x", "y", "x")
	names := slices.Sorted(maps.Keys(counts))
	total := 0
	for _, name := range names {
		total += counts[name]
	}
	set := map[any]struct{}{1: {}, "one": {}, 2.5: {}}
	clear(alias)
	fmt.Println(len(none), age, ok, len(means), total, len(set), len(ages))
}
