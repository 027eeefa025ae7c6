// Reverse is tested in reverse_test.go: press Test. One of the tests
// fails. Mend Reverse.
package main

import "fmt"

// Reverse gives the text backwards.
func Reverse(text string) string {
	bytes := []byte(text)
	for i, j := 0, len(bytes)-1; i < j; i, j = i+1, j-1 {
		bytes[i], bytes[j] = bytes[j], bytes[i]
	}
	return string(bytes)
}

func main() {
	fmt.Println(Reverse("burrow"))
}
