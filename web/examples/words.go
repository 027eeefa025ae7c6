// Counts words: a map holds how often each came, a slice puts them in
// order.
package main

import (
	"fmt"
	"slices"
	"strings"
)

const text = `the fox digs a burrow and the burrow keeps the fox warm`

func main() {
	counts := map[string]int{}
	for _, word := range strings.Fields(text) {
		counts[word]++
	}

	words := make([]string, 0, len(counts))
	for word := range counts {
		words = append(words, word)
	}
	// A map has no order of its own.
	slices.SortFunc(words, func(a, b string) int {
		if counts[a] != counts[b] {
			return counts[b] - counts[a]
		}
		return strings.Compare(a, b)
	})
	for _, word := range words {
		fmt.Printf("%-8s %s\n", word, strings.Repeat("#", counts[word]))
	}
}
