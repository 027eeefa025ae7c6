package main

import (
	"maps"
	"testing"
)

func check(t *testing.T, want map[string]float64, options ...Option) {
	if got := Settings(options...); !maps.Equal(got, want) {
		t.Errorf("These are not the settings that were asked for.\n  input: %v\n  want: %v\n  got: %v", options, want, got)
	}
}

func TestDefaults(t *testing.T) {
	check(t, map[string]float64{"rate": 0.03, "epochs": 10})
}

func TestOneOption(t *testing.T) {
	check(t, map[string]float64{"rate": 0.1, "epochs": 10}, Option{"rate", 0.1})
}

func TestTwoOptions(t *testing.T) {
	check(t, map[string]float64{"rate": 0.3, "epochs": 50}, Option{"epochs", 50}, Option{"rate", 0.3})
}

func TestLaterOptionWins(t *testing.T) {
	check(t, map[string]float64{"rate": 0.2, "epochs": 10}, Option{"rate", 0.1}, Option{"rate", 0.2})
}
