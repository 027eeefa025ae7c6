package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
)

// WritePrices writes the prices to w, one a line.
// It returns the first error that w reports, or nil.
func WritePrices(w io.Writer, prices []float64) error {
	out := bufio.NewWriter(w)
	for _, p := range prices {
		fmt.Fprintf(out, "%.1f\n", p)
	}
	return nil
}

func main() {
	err := WritePrices(os.Stdout, []float64{258, 142, 197})
	fmt.Println("error:", err)
}
