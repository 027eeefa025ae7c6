package main

import "fmt"

func main() {
	names := []string{"gopher", "Ada", "κόσμε"}
	for i, name := range names {
		fmt.Printf("%d: Hello, %s!\n", i+1, name)
	}
}
