// A function that makes functions: each keeps the variables that it
// saw. Step through it, and watch the two counts.
package main

import "fmt"

func counter(step int) func() int {
	count := 0
	return func() int {
		count += step
		return count
	}
}

func main() {
	ones := counter(1)
	tens := counter(10)
	fmt.Println(ones(), ones(), ones())
	fmt.Println(tens(), tens())
	fmt.Println(ones())
}
