// Reads from standard input: type numbers, a line each, then press
// "End of input".
package main

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
)

func main() {
	lines := bufio.NewScanner(os.Stdin)
	sum, count := 0.0, 0
	fmt.Print("a number? ")
	for lines.Scan() {
		number, err := strconv.ParseFloat(lines.Text(), 64)
		if err != nil {
			fmt.Fprintln(os.Stderr, "this is no number:", err)
		} else {
			sum += number
			count++
			fmt.Println("the mean so far is", sum/float64(count))
		}
		fmt.Print("a number? ")
	}
	fmt.Println("\nend:", count, "numbers")
}
