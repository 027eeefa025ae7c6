//go:build go1.21

// Package p declares things of every kind.
package p

import (
	"fmt"
	. "math"
	_ "os"
	str "strings"
)

const (
	a, b = iota, 1 << iota
	c, d
	e float64 = 1.5e3 + 0x1p-2
)

var x, y int = 1, 2
var (
	z    = 'a' + '\n' + '\u00e9'
	w, _ = f("\xff\"", `raw
string`)
)

type (
	T      struct{}
	U      = map[string][]*T
	A[P any] [2]P
	L[N []int | ~string, M *T,] interface {
		~int | *T
		m(x, y int, s ...string) (z error)
		fmt.Stringer
	}
)

//go:noinline
func (t *T) m[P any](P, ...int) (r1, r2 error) { return nil, nil }
func g() int
