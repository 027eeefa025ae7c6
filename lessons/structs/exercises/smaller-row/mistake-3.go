package main

import (
	"fmt"
	"unsafe"
)

// Row is one house. The program keeps millions of them in memory.
type Row struct {
	Area     float64
	Price    float64
	Distance float64
	Year     int16
	Rooms    int8
	Sold     bool
}

func main() {
	fmt.Println("one row:", unsafe.Sizeof(Row{}), "bytes")
}
