package main

import (
	"errors"
	"fmt"
	"slices"
	"testing"
)

// tryOut calls Train and returns what was done, in order, and the error.
// Opening the thing called broken fails; work may fail or panic.
func tryOut(broken string, work func() error) (events []string, err error) {
	open := func(name string) error {
		if name == broken {
			return errors.New("no " + name)
		}
		events = append(events, "open "+name)
		return nil
	}
	shut := func(name string) { events = append(events, "shut "+name) }
	defer func() {
		if r := recover(); r != nil {
			err = errors.New(fmt.Sprint("panic: ", r))
		}
	}()
	err = Train(open, shut, func() error {
		events = append(events, "work")
		return work()
	})
	return events, err
}

func check(t *testing.T, situation, broken string, work func() error, want ...string) {
	events, err := tryOut(broken, work)
	for _, name := range []string{"data", "log"} {
		opened, shut := slices.Index(events, "open "+name), slices.Index(events, "shut "+name)
		switch {
		case opened < 0 && shut >= 0:
			t.Fatalf("Something was shut that had never been opened: %s.\n  input: %s\n  want: %q\n  got: %q", name, situation, want, events)
		case opened >= 0 && shut < 0:
			t.Fatalf("Something was left open: %s.\n  input: %s\n  want: %q\n  got: %q", name, situation, want, events)
		}
	}
	if !slices.Equal(events, want) {
		t.Fatalf("This was not done in the right order.\n  input: %s\n  want: %q\n  got: %q", situation, want, events)
	}
	if (broken != "" || situation == "the work fails") && err == nil {
		t.Errorf("Something failed, so Train should return the error.\n  input: %s\n  want: an error\n  got: <nil>", situation)
	}
}

func fine() error { return nil }

func TestAllGoesWell(t *testing.T) {
	check(t, "all goes well", "", fine, "open data", "open log", "work", "shut log", "shut data")
}

func TestWorkFails(t *testing.T) {
	fail := func() error { return errors.New("the loss is NaN") }
	check(t, "the work fails", "", fail, "open data", "open log", "work", "shut log", "shut data")
}

func TestDataCannotBeOpened(t *testing.T) {
	check(t, "the data cannot be opened", "data", fine)
}

func TestLogCannotBeOpened(t *testing.T) {
	check(t, "the log cannot be opened", "log", fine, "open data", "shut data")
}

func TestWorkPanics(t *testing.T) {
	stop := func() error { panic("index out of range") }
	check(t, "the work panics", "", stop, "open data", "open log", "work", "shut log", "shut data")
}
