package main

import "fmt"

type RowError struct {
	Line int
}

func (e *RowError) Error() string {
	return fmt.Sprint("bad row in line ", e.Line)
}

func main() {
	var found *RowError
	fmt.Println(found == nil)

	var err error
	fmt.Println(err == nil)

	err = found
	fmt.Println(err == nil)
}
