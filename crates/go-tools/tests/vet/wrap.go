package w

import (
	"fmt"
	"log"
)

type logger struct{ *log.Logger }

func (l logger) say(format string, args ...any) { l.Printf(format, args...) }

func errorf(format string, args ...any) error { return fmt.Errorf(format, args...) }

func deep(format string, args ...any) { logger{}.say(format, args...) }

func lost(args ...any) { fmt.Println(args) }

func changed(format string, args ...any) {
	format = "x" + format
	fmt.Printf(format, args...)
}

var literal = func(format string, args ...any) { fmt.Printf(format, args...) }

func f() {
	logger{}.say("%d", "x")
	_ = errorf("%w %d", nil, "x")
	deep("%d")
	changed("%d", "x")
	literal("%s", 1)
	local := func(args ...any) { log.Print(args...) }
	local("%d")
}
