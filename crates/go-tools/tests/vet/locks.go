package l

import (
	"sync"
	"sync/atomic"
)

type T struct {
	sync.Mutex
	n [2]atomic.Int64
}

type U struct{ t T }

func f(t T, u, v U) (T, *T) {
	t2 := t
	var u2 = u
	_ = t2
	list := []T{t, {}}
	for _, t := range list {
		g(t.n)
	}
	for i, wg := 0, (sync.WaitGroup{}); i < 2; i++ {
		wg.Wait()
	}
	println(len(u2.t.n), u2.t.n[0].Load())
	p := &t
	return *p, &list[0]
}

func (u U) g() { func(m sync.Once) {}(sync.Once{}) }

func g(n [2]atomic.Int64) {}

func h[P interface{ ~struct{ m sync.Mutex } }](p P) {}
