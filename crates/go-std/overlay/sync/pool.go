//burrow:omit pool.go

package sync

import (
	"internal/race"
	"unsafe"
)

// A Pool keeps objects for reuse until the next collections. Goroutines take turns here, so that plain lists do; objects come
// back in the order that Go's has on one processor.
type Pool struct {
	noCopy noCopy

	// first goes first, then the last of items.
	first   any
	items   []any
	victims []any
	known   bool

	// New makes an object when there is none.
	New func() any
}

var allPools []*Pool

// Put keeps x.
func (p *Pool) Put(x any) {
	if x == nil {
		return
	}
	if race.Enabled {
		race.ReleaseMerge(dataOf(x))
	}
	if !p.known {
		p.known = true
		allPools = append(allPools, p)
	}
	if p.first == nil {
		p.first = x
		return
	}
	p.items = append(p.items, x)
}

// Get takes some object, or makes one.
func (p *Pool) Get() any {
	x := p.first
	p.first = nil
	if x == nil {
		x = takeLast(&p.items)
	}
	if x == nil {
		x = takeLast(&p.victims)
	}
	if race.Enabled && x != nil {
		race.Acquire(dataOf(x))
	}
	if x == nil && p.New != nil {
		x = p.New()
	}
	return x
}

// dataOf gives what stands for an object where order is watched: who gets it knows what the one who put it back had done.
func dataOf(x any) unsafe.Pointer { return (*[2]unsafe.Pointer)(unsafe.Pointer(&x))[1] }

func takeLast(list *[]any) any {
	n := len(*list)
	if n == 0 {
		return nil
	}
	x := (*list)[n-1]
	(*list)[n-1] = nil
	*list = (*list)[:n-1]
	return x
}

// poolCleanup lets go what has not been used since the collection before.
func poolCleanup() {
	pools := allPools
	allPools = nil
	for _, p := range pools {
		p.victims = p.items
		if p.first != nil {
			p.victims = append(p.victims, p.first)
		}
		p.first, p.items = nil, nil
		if p.known = len(p.victims) > 0; p.known {
			allPools = append(allPools, p)
		}
	}
}

func init() { runtime_registerPoolCleanup(poolCleanup) }

//go:linkname runtime_registerPoolCleanup
func runtime_registerPoolCleanup(cleanup func())

func runtime_procPin() int
func runtime_procUnpin()
