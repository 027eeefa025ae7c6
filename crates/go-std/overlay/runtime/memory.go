package runtime

import (
	"internal/abi"
	"unsafe"
)

// collect collects now.
func collect()

// gcstats fills in what the heap counts.
func gcstats(into *[16]uint64)

// addfinalizer makes the machine call fn when the object that p points into has died; the object lives until fn has run if
// fn keeps it. It says whether there is such an object.
func addfinalizer(p unsafe.Pointer, fn func(), keeps bool) bool

// removefinalizers takes back what keeps the object.
func removefinalizers(p unsafe.Pointer)

// removecleanup takes back what does not.
func removecleanup(fn func())

// nextfinalizer gives the next call that is due, or nil.
func nextfinalizer() func()

// funccaller returns a function that calls fn, a func value of type t, with the arguments that args points to one by one,
// and stores the results where results points.
func funccaller(t *_type, receiver bool) func(fn unsafe.Pointer, args, results *unsafe.Pointer)

func newobject(t *_type) unsafe.Pointer

func memmove(to, from unsafe.Pointer, n uintptr)

func noescape[T any](p *T) unsafe.Pointer { return unsafe.Pointer(p) }

// GC collects.
func GC() {
	if poolCleanup != nil {
		poolCleanup()
	}
	collect()
	Gosched()
}

// runfinq is what the machine starts on a goroutine of its own when calls are due after a collection.
func runfinq() {
	for {
		fn := nextfinalizer()
		if fn == nil {
			return
		}
		fn()
	}
}

// KeepAlive makes sure that x is alive here.
func KeepAlive(x any) { kept = x; kept = nil }

var kept any

// SetFinalizer makes finalizer be called with obj when nothing else refers to it any more; nil takes that back.
func SetFinalizer(obj any, finalizer any) {
	e := efaceOf(&obj)
	if e.Type == nil {
		throw("runtime.SetFinalizer: first argument is nil")
	}
	if e.Type.Kind() != abi.Pointer {
		throw("runtime.SetFinalizer: first argument is " + typestring(e.Type) + ", not pointer")
	}
	if e.Data == nil {
		throw("nil elem type!")
	}
	f := efaceOf(&finalizer)
	if f.Type == nil {
		removefinalizers(e.Data)
		return
	}
	if f.Type.Kind() != abi.Func {
		throw("runtime.SetFinalizer: second argument is " + typestring(f.Type) + ", not a function")
	}
	ft := f.Type.FuncType()
	wrong := func() {
		throw("runtime.SetFinalizer: cannot pass " + typestring(e.Type) + " to finalizer " + typestring(f.Type))
	}
	if ft.IsVariadic() || ft.NumIn() != 1 {
		wrong()
	}
	fn, typ, param := f.Data, e.Type, ft.In(0)
	// An interface as the parameter is made from the pointer each time.
	if param.Kind() == abi.Interface {
		if !implements(param, typ) {
			wrong()
		}
	} else if param != typ && (param.Kind() != abi.Pointer || param.Elem() != typ.Elem()) {
		wrong()
	}
	call := funccaller(f.Type, false)
	p := e.Data
	removefinalizers(p)
	addfinalizer(p, func() {
		arg := unsafe.Pointer(&p)
		var iface [2]unsafe.Pointer
		if param.Kind() == abi.Interface {
			arg = unsafe.Pointer(&iface)
			ifaceE2I(param, *(*any)(unsafe.Pointer(&abi.EmptyInterface{Type: typ, Data: p})), arg)
		}
		results := make([]unsafe.Pointer, ft.NumOut()+1)
		for i := range ft.NumOut() {
			results[i] = newobject(ft.Out(i))
		}
		call(fn, &arg, &results[0])
	}, true)
}

// implements says whether typ has the methods of an interface type.
func implements(iface, typ *_type) bool

// ifaceE2I stores src as an interface value of type t; it panics if src lacks a method.
func ifaceE2I(t *_type, src any, dst unsafe.Pointer)

// A Cleanup is a call that is due when an object has died.
type Cleanup struct {
	fn func()
}

// AddCleanup makes cleanup(arg) be called when ptr's object can no longer be reached.
func AddCleanup[T, S any](ptr *T, cleanup func(S), arg S) Cleanup {
	if ptr == nil {
		panic("runtime.AddCleanup: ptr is nil")
	}
	if p, ok := any(arg).(*T); ok && p == ptr {
		panic("runtime.AddCleanup: ptr is equal to arg, cleanup will never run")
	}
	fn := func() { cleanup(arg) }
	addfinalizer(unsafe.Pointer(ptr), fn, false)
	return Cleanup{fn}
}

// Stop takes the call back.
func (c Cleanup) Stop() {
	if c.fn != nil {
		removecleanup(c.fn)
	}
}

// A Pinner keeps objects alive where they are; here none ever moves.
type Pinner struct {
	refs []any
}

// Pin keeps what pointer points to.
func (p *Pinner) Pin(pointer any) {
	t := efaceOf(&pointer).Type
	if t == nil {
		panic(errorString("runtime.Pinner: argument is nil"))
	}
	switch t.Kind() {
	case abi.Pointer, abi.Map, abi.Slice, abi.String, abi.Func, abi.Chan, abi.UnsafePointer:
		p.refs = append(p.refs, pointer)
	default:
		panic(errorString("runtime.Pinner: argument is not a pointer: " + typestring(t)))
	}
}

// Unpin lets all of them go.
func (p *Pinner) Unpin() { p.refs = nil }

// A MemStats records what the heap counts.
type MemStats struct {
	Alloc, TotalAlloc, Sys, Lookups, Mallocs, Frees uint64

	HeapAlloc, HeapSys, HeapIdle, HeapInuse, HeapReleased, HeapObjects uint64

	StackInuse, StackSys, MSpanInuse, MSpanSys, MCacheInuse, MCacheSys, BuckHashSys, GCSys, OtherSys uint64

	NextGC, LastGC, PauseTotalNs uint64

	PauseNs, PauseEnd [256]uint64

	NumGC, NumForcedGC uint32

	GCCPUFraction     float64
	EnableGC, DebugGC bool

	BySize [61]struct {
		Size           uint32
		Mallocs, Frees uint64
	}
}

// The places of gcstats.
const (
	statAlloc = iota
	statTotalAlloc
	statMallocs
	statFrees
	statSys
	statIdle
	statStack
	statNext
	statCollections
	statPause
	statLast
)

// ReadMemStats fills in what the heap counts.
func ReadMemStats(m *MemStats) {
	var s [16]uint64
	gcstats(&s)
	*m = MemStats{
		Alloc: s[statAlloc], TotalAlloc: s[statTotalAlloc], Sys: s[statSys],
		Mallocs: s[statMallocs], Frees: s[statFrees],
		HeapAlloc: s[statAlloc], HeapSys: s[statSys] - s[statStack], HeapIdle: s[statIdle],
		HeapInuse: s[statSys] - s[statStack] - s[statIdle], HeapObjects: s[statMallocs] - s[statFrees],
		StackInuse: s[statStack], StackSys: s[statStack],
		NextGC: s[statNext], LastGC: s[statLast], PauseTotalNs: s[statPause],
		NumGC: uint32(s[statCollections]), EnableGC: true,
	}
	if m.NumGC > 0 {
		m.PauseNs[(m.NumGC+255)%256] = m.PauseTotalNs / uint64(m.NumGC)
		m.PauseEnd[(m.NumGC+255)%256] = m.LastGC
	}
}
