package main

import (
	"encoding/json"
	"fmt"
)

type Result struct {
	Model    string
	Accuracy float64
	seconds  float64
}

func main() {
	r := Result{Model: "forest", Accuracy: 0.93, seconds: 41.5}
	text, err := json.Marshal(r)
	fmt.Println(string(text), err)
}
