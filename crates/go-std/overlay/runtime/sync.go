package runtime

import "unsafe"

// What package sync and its like ask for beyond the semaphores of the machine.

var poolCleanup func()

//go:linkname sync_registerPoolCleanup sync.runtime_registerPoolCleanup
func sync_registerPoolCleanup(f func()) { poolCleanup = f }

//go:linkname sync_procPin sync.runtime_procPin
func sync_procPin() int { return 0 }

//go:linkname sync_procUnpin sync.runtime_procUnpin
func sync_procUnpin() {}

//go:linkname atomic_procPin sync/atomic.runtime_procPin
func atomic_procPin() int { return 0 }

//go:linkname atomic_procUnpin sync/atomic.runtime_procUnpin
func atomic_procUnpin() {}

//go:linkname sync_notifyListCheck sync.runtime_notifyListCheck
func sync_notifyListCheck(size uintptr) {}

//go:linkname sync_throw sync.throw
func sync_throw(s string) { throw(s) }

//go:linkname sync_fatal sync.fatal
func sync_fatal(s string) { fatal(s) }

//go:linkname internal_sync_throw internal/sync.throw
func internal_sync_throw(s string) { throw(s) }

//go:linkname internal_sync_fatal internal/sync.fatal
func internal_sync_fatal(s string) { fatal(s) }

//go:linkname internal_sync_canSpin internal/sync.runtime_canSpin
func internal_sync_canSpin(int) bool { return false }

//go:linkname internal_sync_doSpin internal/sync.runtime_doSpin
func internal_sync_doSpin() {}

//go:linkname internal_sync_nanotime internal/sync.runtime_nanotime
func internal_sync_nanotime() int64 { return nanotime() }

//go:linkname semrelease sync.runtime_Semrelease
func semrelease(s *uint32, handoff bool, skip int)

// semacquirecoro waits as iter.Pull's two sides wait for each other.
func semacquirecoro(s *uint32)

// A coro is a goroutine that runs only while another one waits for it (package iter).
type coro struct {
	f            func(*coro)
	inside       bool
	outer, inner uint32
}

func newcoro(f func(*coro)) *coro {
	c := &coro{f: f}
	go corostart(c)
	return c
}

// coroswitch lets the other side go on, and waits for its turn.
func coroswitch(c *coro) {
	c.inside = !c.inside
	if c.inside {
		semrelease(&c.inner, true, 0)
		semacquirecoro(&c.outer)
	} else {
		semrelease(&c.outer, true, 0)
		semacquirecoro(&c.inner)
	}
}

func corostart(c *coro) {
	defer func() {
		c.inside = false
		// The other side goes on when this goroutine is gone.
		semrelease(&c.outer, false, 0)
	}()
	semacquirecoro(&c.inner)
	c.f(c)
}

//go:linkname time_runtimeIsBubbled time.runtimeIsBubbled
func time_runtimeIsBubbled() bool { return bubble }

// bubble says whether a test of package testing/synctest runs. All of the program then has its time, which jumps ahead when
// everybody waits.
var bubble bool

func bubblestart()
func bubbleend()

// waitidle waits until all others wait too.
func waitidle()

//go:linkname synctest_IsInBubble internal/synctest.IsInBubble
func synctest_IsInBubble() bool { return bubble }

// bubbleTurn is 1 while no such test runs: they run one after the other.
var bubbleTurn uint32 = 1

//go:linkname semacquire sync.runtime_Semacquire
func semacquire(s *uint32)

//go:linkname synctest_Run internal/synctest.Run
func synctest_Run(f func()) {
	semacquire(&bubbleTurn)
	bubble = true
	bubblestart()
	done := make(chan bool)
	go func() {
		defer close(done)
		f()
	}()
	<-done
	// The goroutines that it has left go on to their ends.
	waitidle()
	bubbleend()
	bubble = false
	semrelease(&bubbleTurn, false, 0)
}

//go:linkname synctest_Wait internal/synctest.Wait
func synctest_Wait() {
	if !bubble {
		panic("goroutine is not in a bubble")
	}
	waitidle()
}

//go:linkname synctest_associate internal/synctest.associate
func synctest_associate(p unsafe.Pointer) int { return 0 }

//go:linkname synctest_disassociate internal/synctest.disassociate
func synctest_disassociate(p unsafe.Pointer) {}

//go:linkname synctest_isAssociated internal/synctest.isAssociated
func synctest_isAssociated(p unsafe.Pointer) bool { return false }

//go:linkname synctest_acquire internal/synctest.acquire
func synctest_acquire() any { return nil }

//go:linkname synctest_release internal/synctest.release
func synctest_release(sg any) {}

//go:linkname synctest_inBubble internal/synctest.inBubble
func synctest_inBubble(sg any, f func()) { f() }

//go:linkname unique_blockUntilEmptyCleanupQueue unique.runtime_blockUntilEmptyCleanupQueue
func unique_blockUntilEmptyCleanupQueue(timeout int64) bool {
	runfinq()
	return true
}

//go:linkname sync_blockUntilEmptyCleanupQueue sync_test.runtime_blockUntilEmptyCleanupQueue
func sync_blockUntilEmptyCleanupQueue(timeout int64) bool {
	runfinq()
	return true
}

// What stands around an atomic operation in code that is made for the stepper: for the detector of data races.

func atomicbegins(addr unsafe.Pointer, size uintptr, writes bool)

func atomicends(addr unsafe.Pointer)
