//burrow:omit pool.go poolqueue.go

package sync

// A Pool keeps objects for reuse until the next collections. Goroutines take turns here, so that a plain list does.
type Pool struct {
	noCopy noCopy

	items, victims []any
	known          bool

	// New makes an object when there is none.
	New func() any
}

var allPools []*Pool

// Put keeps x.
func (p *Pool) Put(x any) {
	if x == nil {
		return
	}
	if !p.known {
		p.known = true
		allPools = append(allPools, p)
	}
	p.items = append(p.items, x)
}

// Get takes some object, or makes one.
func (p *Pool) Get() any {
	for _, list := range [...]*[]any{&p.items, &p.victims} {
		if n := len(*list); n > 0 {
			x := (*list)[n-1]
			(*list)[n-1] = nil
			*list = (*list)[:n-1]
			return x
		}
	}
	if p.New != nil {
		return p.New()
	}
	return nil
}

// poolCleanup lets go what has not been used since the collection before.
func poolCleanup() {
	pools := allPools
	allPools = nil
	for _, p := range pools {
		p.items, p.victims = nil, p.items
		if p.known = p.victims != nil; p.known {
			allPools = append(allPools, p)
		}
	}
}

func init() { runtime_registerPoolCleanup(poolCleanup) }

//go:linkname runtime_registerPoolCleanup
func runtime_registerPoolCleanup(cleanup func())
