// Four mistakes that everybody makes. Read what is said about each,
// mend it, and run the program.
package main

import (
	"fmt"
	"os"
)

func double(x int) int {
	if x > 0 {
		return 2 * x
	}
}

func main() {
	unused := 1
	half := 0.5
	count := 3
	fmt.Println(count*half, double(count))
}
