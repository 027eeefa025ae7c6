// What is deferred runs when the function ends, the last first, even
// when it panics; recover ends the panic.
package main

import "fmt"

func divide(a, b int) (result int, err error) {
	defer fmt.Println("divide is done with", a, "and", b)
	defer func() {
		if reason := recover(); reason != nil {
			err = fmt.Errorf("recovered: %v", reason)
		}
	}()
	return a / b, nil
}

func main() {
	for _, b := range []int{2, 0} {
		result, err := divide(10, b)
		fmt.Println(result, err)
	}
}
