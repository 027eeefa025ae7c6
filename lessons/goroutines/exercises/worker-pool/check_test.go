package main

import (
	"slices"
	"sync"
	"testing"
	"time"
)

// score runs Score, and fails the test if it does not return.
func score(t *testing.T, rows []float64, workers int, model func(float64) float64) []float64 {
	t.Helper()
	result := make(chan []float64, 1)
	go func() { result <- Score(rows, workers, model) }()
	select {
	case r := <-result:
		return r
	case <-time.After(3 * time.Second):
		t.Fatalf("Score does not return. Some goroutine waits for something that never comes.")
		return nil
	}
}

func TestResultsInOrder(t *testing.T) {
	rows := []float64{5, 1, 4, 2, 3}
	want := []float64{50, 10, 40, 20, 30}
	got := score(t, rows, 3, func(x float64) float64 {
		time.Sleep(time.Duration(x) * 2 * time.Millisecond)
		return 10 * x
	})
	if !slices.Equal(got, want) {
		t.Errorf("The result for a row should stand at the place of the row.\n  input: %v, each times 10\n  want: %v\n  got: %v", rows, want, got)
	}
}

func TestWorkersWorkSideBySide(t *testing.T) {
	const workers = 3
	var mu sync.Mutex
	busy, most := 0, 0
	score(t, make([]float64, 12), workers, func(x float64) float64 {
		mu.Lock()
		busy++
		most = max(most, busy)
		mu.Unlock()
		time.Sleep(10 * time.Millisecond)
		mu.Lock()
		busy--
		mu.Unlock()
		return x
	})
	mu.Lock()
	defer mu.Unlock()
	if most > workers {
		t.Fatalf("More goroutines ask the model at once than there are workers.\n  input: 12 rows, 3 workers\n  want: 3 at once\n  got: %d at once", most)
	}
	if most < workers {
		t.Fatalf("The rows are not scored side by side.\n  input: 12 rows, 3 workers\n  want: 3 at once\n  got: %d at once", most)
	}
}

func TestFewRowsAndNone(t *testing.T) {
	half := func(x float64) float64 { return x / 2 }
	if got := score(t, []float64{8}, 4, half); !slices.Equal(got, []float64{4}) {
		t.Fatalf("One row and four workers should give one result.\n  input: [8], each divided by 2\n  want: [4]\n  got: %v", got)
	}
	if got := score(t, nil, 4, half); len(got) != 0 {
		t.Fatalf("Without rows there should be no results.\n  input: []\n  want: []\n  got: %v", got)
	}
}
