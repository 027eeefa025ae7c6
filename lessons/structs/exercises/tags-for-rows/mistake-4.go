package main

import (
	"encoding/json"
	"fmt"
)

// House is one row as a colleague's program sends it.
type House struct {
	Area  float64 `json:"area_m2"`
	Rooms int     `json:"rooms"`
	Note  string  `json:"note"`
}

// Parse reads one house from JSON.
func Parse(text string) (House, error) {
	var h House
	err := json.Unmarshal([]byte(text), &h)
	return h, err
}

func main() {
	h, err := Parse(`{"area_m2": 107.4, "rooms": 4}`)
	fmt.Println(h.Area, h.Rooms, err)
	text, _ := json.Marshal(h)
	fmt.Println(string(text))
}
