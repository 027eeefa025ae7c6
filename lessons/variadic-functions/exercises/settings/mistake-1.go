package main

import "fmt"

// Option is one setting of a trainer.
type Option struct {
	Name  string
	Value float64
}

// Settings returns the defaults, changed by the options in their order.
func Settings(options ...Option) map[string]float64 {
	// order:begin
	settings := map[string]float64{"rate": 0.03, "epochs": 10}
	for _, option := range options {
		settings[option.Name] = option.Value
	}
	settings["rate"] = 0.03
	return settings
	// order:end
}

func main() {
	fmt.Println(Settings())
	fmt.Println(Settings(Option{"rate", 0.1}))
}
