package main

import (
	"encoding/json"
	"fmt"
)

// House is one row as a colleague's program sends it.
type House struct {
	Area  float64 `json:"____"`
	Rooms int     `json:"____"`
	Note  string  `json:"____"`
}

// Parse reads one house from JSON.
func Parse(text string) (House, error) {
	var h House
	err := json.Unmarshal([]byte(text), ____)
	return h, err
}

func main() {
	h, err := Parse(`{"area_m2": 107.4, "rooms": 4}`)
	fmt.Println(h.Area, h.Rooms, err)
	text, _ := json.Marshal(h)
	fmt.Println(string(text))
}
