package main

import (
	"fmt"
	"unsafe"
)

// Row is one house. The program keeps millions of them in memory.
type Row struct {
	Sold     bool
	Garden   bool
	Area     float64
	Price    float64
	Distance float64
	Rooms    int8
	Year     int16
}

func main() {
	fmt.Println("one row:", unsafe.Sizeof(Row{}), "bytes")
}
