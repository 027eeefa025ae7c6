package main

import (
	"fmt"
	"unsafe"
)

// Row is one house. The program keeps millions of them in memory.
type Row struct {
	Sold     bool
	Area     float32
	Rooms    int8
	Price    float32
	Garden   bool
	Distance float32
	Year     int16
}

func main() {
	fmt.Println("one row:", unsafe.Sizeof(Row{}), "bytes")
}
