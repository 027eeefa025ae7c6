package main

import "fmt"

// MostCommon returns the species that stands in the list most often.
// Among equals it is the one that comes first in the list.
func MostCommon(species []string) string {
	// Write this.
	return ""
}

func main() {
	fmt.Println(MostCommon([]string{"setosa", "virginica", "setosa"}))
	fmt.Println(MostCommon([]string{"virginica", "setosa"}))
}
