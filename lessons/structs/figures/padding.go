package main

import (
	"fmt"
	"unsafe"
)

type Loose struct {
	Sold   bool
	Price  float64
	Garden bool
	Rooms  int32
}

type Tight struct {
	Price  float64
	Rooms  int32
	Sold   bool
	Garden bool
}

func main() {
	loose := Loose{Sold: true, Price: 258, Garden: true, Rooms: 4}
	tight := Tight{Price: 258, Rooms: 4, Sold: true, Garden: true}
	fmt.Println("loose:", unsafe.Sizeof(loose), "bytes")
	fmt.Println("tight:", unsafe.Sizeof(tight), "bytes")
}
