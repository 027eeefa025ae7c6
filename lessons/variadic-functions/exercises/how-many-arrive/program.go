package main

import "fmt"

func count(values ...any) int {
	return len(values)
}

func main() {
	flowers := []any{"setosa", "virginica", "setosa"}

	fmt.Println(count())
	fmt.Println(count("setosa", 5.1))
	fmt.Println(count(flowers...))
	fmt.Println(count(flowers))
}
