package runtime

import (
	"internal/profilerecord"
	"unsafe"
)

// Profiles and traces: there is nothing to sample with, so that they are empty, and settings are only remembered.

// MemProfileRate is not looked at.
var MemProfileRate int = 512 * 1024

// A MemProfileRecord counts allocations at one place.
type MemProfileRecord struct {
	AllocBytes, FreeBytes     int64
	AllocObjects, FreeObjects int64
	Stack0                    [32]uintptr
}

func (r *MemProfileRecord) InUseBytes() int64   { return r.AllocBytes - r.FreeBytes }
func (r *MemProfileRecord) InUseObjects() int64 { return r.AllocObjects - r.FreeObjects }
func (r *MemProfileRecord) Stack() []uintptr    { return used(r.Stack0[:]) }

// A BlockProfileRecord counts waits at one place.
type BlockProfileRecord struct {
	Count  int64
	Cycles int64
	StackRecord
}

func MemProfile(p []MemProfileRecord, inuseZero bool) (n int, ok bool) { return 0, true }
func BlockProfile(p []BlockProfileRecord) (n int, ok bool)             { return 0, true }
func MutexProfile(p []BlockProfileRecord) (n int, ok bool)             { return 0, true }
func ThreadCreateProfile(p []StackRecord) (n int, ok bool)             { return 0, true }

// GoroutineProfile tells of the calling goroutine alone.
func GoroutineProfile(p []StackRecord) (n int, ok bool) {
	if len(p) < 1 {
		return 1, false
	}
	callers(0, p[0].Stack0[:])
	return 1, true
}

func CPUProfile() []byte           { panic("CPUProfile no longer available") }
func SetCPUProfileRate(hz int)     {}
func SetBlockProfileRate(rate int) {}

var mutexFraction int

func SetMutexProfileFraction(rate int) int {
	before := mutexFraction
	if rate >= 0 {
		mutexFraction = rate
	}
	return before
}

func SetCgoTraceback(version int, traceback, context, symbolizer unsafe.Pointer) {}

func StartTrace() error     { return errorString("tracing is not supported here") }
func StopTrace()            {}
func ReadTrace() []byte     { return nil }
func traceAdvance(bool)     {}
func traceClockNow() uint64 { return uint64(nanotime()) }

//go:linkname trace_clockUnitsPerSecond runtime/trace.runtime_traceClockUnitsPerSecond
func trace_clockUnitsPerSecond() uint64 { return 1e9 }

//go:linkname trace_userTaskCreate runtime/trace.userTaskCreate
func trace_userTaskCreate(id, parent uint64, kind string) {}

//go:linkname trace_userTaskEnd runtime/trace.userTaskEnd
func trace_userTaskEnd(id uint64) {}

//go:linkname trace_userRegion runtime/trace.userRegion
func trace_userRegion(id, mode uint64, name string) {}

//go:linkname trace_userLog runtime/trace.userLog
func trace_userLog(id uint64, category, message string) {}

func pprof_goroutineProfileWithLabels(p []profilerecord.StackRecord, labels []unsafe.Pointer) (n int, ok bool) {
	if len(p) < 1 {
		return 1, false
	}
	stack := make([]uintptr, 64)
	p[0].Stack = stack[:callers(0, stack)]
	return 1, true
}

func pprof_goroutineLeakProfileWithLabels(p []profilerecord.StackRecord, labels []unsafe.Pointer) (n int, ok bool) {
	return 0, true
}

func pprof_memProfileInternal(p []profilerecord.MemProfileRecord, inuseZero bool) (n int, ok bool) {
	return 0, true
}

func pprof_blockProfileInternal(p []profilerecord.BlockProfileRecord) (n int, ok bool) {
	return 0, true
}
func pprof_mutexProfileInternal(p []profilerecord.BlockProfileRecord) (n int, ok bool) {
	return 0, true
}
func pprof_threadCreateInternal(p []profilerecord.StackRecord) (n int, ok bool) { return 0, true }
func pprof_fpunwindExpand(dst, src []uintptr) int                               { return copy(dst, src) }
func pprof_makeProfStack() []uintptr                                            { return make([]uintptr, 128) }

//go:linkname pprof_cyclesPerSecond runtime/pprof.runtime_cyclesPerSecond
func pprof_cyclesPerSecond() int64 { return 1e9 }

//go:linkname pprof_readProfile runtime/pprof.readProfile
func pprof_readProfile() (data []uint64, tags []unsafe.Pointer, eof bool) { return nil, nil, true }

//go:linkname pprof_goroutineLeakGC runtime/pprof.runtime_goroutineLeakGC
func pprof_goroutineLeakGC() {}

//go:linkname pprof_goroutineleakcount runtime/pprof.runtime_goroutineleakcount
func pprof_goroutineleakcount() int { return 0 }

//go:linkname pprof_FrameStartLine runtime/pprof.runtime_FrameStartLine
func pprof_FrameStartLine(f *Frame) int { return f.startLine }

//go:linkname pprof_FrameSymbolName runtime/pprof.runtime_FrameSymbolName
func pprof_FrameSymbolName(f *Frame) string { return f.Function }

//go:linkname pprof_expandFinalInlineFrame runtime/pprof.runtime_expandFinalInlineFrame
func pprof_expandFinalInlineFrame(stack []uintptr) []uintptr { return stack }

// labels belong to the goroutine in Go; here the last ones set are everybody's.
var labels unsafe.Pointer

//go:linkname pprof_getProfLabel runtime/pprof.runtime_getProfLabel
func pprof_getProfLabel() unsafe.Pointer { return labels }

//go:linkname pprof_setProfLabel runtime/pprof.runtime_setProfLabel
func pprof_setProfLabel(l unsafe.Pointer) { labels = l }

// Package runtime/debug.

//go:linkname debug_modinfo runtime/debug.modinfo
func debug_modinfo() string {
	const frame = "0123456789abcdef"
	return frame + "path\tcommand-line-arguments\nbuild\t-compiler=gc\nbuild\tGOARCH=wasm\nbuild\tGOOS=js\n" + frame
}

//go:linkname debug_readGCStats runtime/debug.readGCStats
func debug_readGCStats(pauses *[]uint64) {
	var s [16]uint64
	gcstats(&s)
	*pauses = (*pauses)[:0]
	if n := s[statCollections]; n > 0 {
		// The last pause alone is known, and that roughly.
		*pauses = append(*pauses, s[statPause]/n, s[statLast])
	}
	*pauses = append(*pauses, s[statLast], s[statCollections], s[statPause])
}

//go:linkname debug_freeOSMemory runtime/debug.freeOSMemory
func debug_freeOSMemory() { GC() }

// swap stores a setting and returns the one before.
func swap[T any](setting *T, value T) T {
	before := *setting
	*setting = value
	return before
}

var (
	maxStack           = 1000000000
	maxThreads         = 10000
	gcPercent    int32 = 100
	memoryLimit  int64 = 1<<63 - 1
	panicOnFault       = false
	crashFD            = ^uintptr(0)
)

//go:linkname debug_setMaxStack runtime/debug.setMaxStack
func debug_setMaxStack(n int) int { return swap(&maxStack, n) }

//go:linkname debug_setGCPercent runtime/debug.setGCPercent
func debug_setGCPercent(n int32) int32 { return swap(&gcPercent, max(n, -1)) }

//go:linkname debug_setPanicOnFault runtime/debug.setPanicOnFault
func debug_setPanicOnFault(on bool) bool { return swap(&panicOnFault, on) }

//go:linkname debug_setMaxThreads runtime/debug.setMaxThreads
func debug_setMaxThreads(n int) int { return swap(&maxThreads, n) }

//go:linkname debug_setMemoryLimit runtime/debug.setMemoryLimit
func debug_setMemoryLimit(n int64) int64 {
	if n < 0 {
		return memoryLimit
	}
	return swap(&memoryLimit, n)
}

//go:linkname debug_SetTraceback runtime/debug.SetTraceback
func debug_SetTraceback(level string) {}

//go:linkname debug_WriteHeapDump runtime/debug.WriteHeapDump
func debug_WriteHeapDump(fd uintptr) {}

func setCrashFD(fd uintptr) uintptr { return swap(&crashFD, fd) }

// Package runtime/metrics.

//go:linkname metrics_readMetrics runtime/metrics.runtime_readMetrics
func metrics_readMetrics(samples unsafe.Pointer, len, cap int) {}

// Packages of cryptography.

//go:linkname fips_fatal crypto/internal/fips140.fatal
func fips_fatal(s string) { fatal(s) }

//go:linkname sysrand_fatal crypto/internal/sysrand.fatal
func sysrand_fatal(s string) { fatal(s) }

//go:linkname rand_fatal crypto/rand.fatal
func rand_fatal(s string) { fatal(s) }

var fipsIndicator uint8

//go:linkname fips_getIndicator crypto/internal/fips140.getIndicator
func fips_getIndicator() uint8 { return fipsIndicator }

//go:linkname fips_setIndicator crypto/internal/fips140.setIndicator
func fips_setIndicator(v uint8) { fipsIndicator = v }

//go:linkname fips140_isBypassed crypto/fips140.isBypassed
func fips140_isBypassed() bool { return false }

//go:linkname fips140_setBypass crypto/fips140.setBypass
func fips140_setBypass() {}

//go:linkname fips140_unsetBypass crypto/fips140.unsetBypass
func fips140_unsetBypass() {}

//go:linkname dit_setEnabled crypto/subtle.setDITEnabled
func dit_setEnabled() bool { return false }

//go:linkname dit_setDisabled crypto/subtle.setDITDisabled
func dit_setDisabled() {}

//go:linkname boring_runtime_arg0 crypto/internal/boring.runtime_arg0
func boring_runtime_arg0() string {
	if args := args(); len(args) > 0 {
		return args[0]
	}
	return ""
}

//go:linkname plugin_lastmoduleinit plugin.lastmoduleinit
func plugin_lastmoduleinit() (pluginpath string, syms map[string]any, initTasks []unsafe.Pointer, err string) {
	return "", nil, nil, "plugins are not supported here"
}
