package main

import "fmt"

// Split returns the first n rows for training and the rest for the test.
// Whoever appends to one of them should not change the other.
func Split(rows []int, n int) (train, test []int) {
	train = make([]int, 0, n)
	copy(train, rows[:n])
	return train, rows[n:]
}

func main() {
	rows := []int{258, 142, 197, 469, 198}
	train, test := Split(rows, 3)
	train = append(train, 128)
	fmt.Println("train:", train)
	fmt.Println("test: ", test)
}
