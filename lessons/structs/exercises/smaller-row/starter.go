package main

import (
	"fmt"
	"unsafe"
)

// Row is one house. The program keeps millions of them in memory.
type Row struct {
	Sold     bool
	Area     float64
	Rooms    int8
	Price    float64
	Garden   bool
	Distance float64
	Year     int16
}

func main() {
	fmt.Println("one row:", unsafe.Sizeof(Row{}), "bytes")
}
