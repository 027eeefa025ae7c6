package main

import (
	"fmt"
	"strconv"
	"strings"
)

func main() {
	fields := strings.Split("107.4, 4", ",")
	area, err := strconv.ParseFloat(fields[0], 64)
	fmt.Println(area, err == nil)
	rooms, err := strconv.Atoi(fields[1])
	fmt.Println(rooms, err == nil)
	fmt.Println(len(strings.Split("", ",")))
}
