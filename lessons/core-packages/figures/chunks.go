package main

import (
	"fmt"
	"io"
	"strings"
)

func main() {
	file := strings.NewReader("258,142,197")
	buf := make([]byte, 4)
	for {
		n, err := file.Read(buf)
		fmt.Printf("%d %q %q\n", n, buf[:n], buf)
		if err == io.EOF {
			break
		}
	}
}
