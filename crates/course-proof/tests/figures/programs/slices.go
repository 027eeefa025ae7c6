package main

import "fmt"

func grow(rows []int, n int) (all []int) {
	all = append(rows, n)
	all[0] = -n
	return all
}

func main() {
	prices := []int{258, 142, 197, 310, 88}
	first := prices[:2]
	middle := prices[1:4]
	tight := prices[1:2:2]
	first = append(first, 7)
	tight = append(tight, 8)
	middle[0]++
	all := grow(prices[:3], 5)
	all = grow(all, 6)
	var none []float64
	empty := []float64{}
	none = append(none, 1.5, -0.25)
	matrix := [][]float64{{1, 2}, {3, 4}}
	matrix[0], matrix[1] = matrix[1], matrix[0]
	array := [...]int8{4: 1, 2: -3}
	part := array[2:]
	part[0] = 9
	copied := array
	copied[0] = 100
	n := copy(prices, prices[2:])
	clear(prices[3:])
	bytes := []byte("Größe")
	runes := []rune("Größe")
	fmt.Println(len(all), len(empty), n, len(bytes), len(runes), copied, none)
}
