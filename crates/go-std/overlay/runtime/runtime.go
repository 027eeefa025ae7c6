package runtime

import "unsafe"

// Compiler is the name of the compiler that this one follows.
const Compiler = "gc"

// GOOS and GOARCH name the target whose library is used.
const (
	GOOS   string = "js"
	GOARCH string = "wasm"
)

// Version returns the release that the library is from.
func Version() string { return "go1.27.3" }

// GOROOT returns the environment's GOROOT.
func GOROOT() string { return getenv("GOROOT") }

// NumCPU returns 1: goroutines take turns.
func NumCPU() int { return 1 }

var procs = 1

// GOMAXPROCS remembers n and returns what was set before.
func GOMAXPROCS(n int) int {
	before := procs
	if n > 0 {
		procs = n
	}
	return before
}

// SetDefaultGOMAXPROCS takes back what GOMAXPROCS set.
func SetDefaultGOMAXPROCS() { procs = 1 }

// NumCgoCall returns 0.
func NumCgoCall() int64 { return 0 }

// NumGoroutine returns the number of goroutines that exist.
func NumGoroutine() int { return gcount() }

func gcount() int

// Gosched lets other goroutines run.
func Gosched()

// Goexit ends the goroutine after its deferred calls.
func Goexit()

// Breakpoint does nothing.
func Breakpoint() {}

// LockOSThread does nothing: there is one thread.
func LockOSThread() {}

// UnlockOSThread does nothing.
func UnlockOSThread() {}

func goid() uint64

// throw ends the program with "fatal error: ", for what must never happen.
func throw(s string)

// fatal ends the program with "fatal error: ", for what the program did wrong.
func fatal(s string)

func exit(code int)

func nanotime() int64

func walltime() (sec int64, nsec int32)

// rand gives random bits, from the run's seed if it has one.
//
//go:linkname rand
func rand() uint64

func randn(n uint32) uint32 { return uint32(uint64(uint32(rand())) * uint64(n) >> 32) }

func fastrand() uint32 { return uint32(rand()) }

func bootstrapRand() uint64 { return rand() }

// envs and args are what the host gave the program.
func envs() []string
func args() []string

//go:linkname syscall_runtime_envs syscall.runtime_envs
func syscall_runtime_envs() []string { return envs() }

//go:linkname os_runtime_args os.runtime_args
func os_runtime_args() []string { return args() }

// changed holds what the program has set since.
var changed map[string]string

func getenv(key string) string {
	if value, ok := changed[key]; ok {
		return value
	}
	for _, entry := range envs() {
		if len(entry) > len(key) && entry[len(key)] == '=' && entry[:len(key)] == key {
			return entry[len(key)+1:]
		}
	}
	return ""
}

//go:linkname syscall_runtimeSetenv syscall.runtimeSetenv
func syscall_runtimeSetenv(key, value string) {
	if changed == nil {
		changed = make(map[string]string)
	}
	changed[key] = value
	if key == "GODEBUG" {
		godebugNotify()
	}
}

//go:linkname syscall_runtimeUnsetenv syscall.runtimeUnsetenv
func syscall_runtimeUnsetenv(key string) { syscall_runtimeSetenv(key, "") }

//go:linkname syscall_runtimeClearenv syscall.runtimeClearenv
func syscall_runtimeClearenv(env map[string]int) {
	for key := range env {
		syscall_runtimeUnsetenv(key)
	}
}

//go:linkname syscall_Exit syscall.Exit
func syscall_Exit(code int) { exit(code) }

//go:linkname syscall_Getpagesize syscall.Getpagesize
func syscall_Getpagesize() int { return 64 << 10 }

//go:linkname syscall_now syscall.now
func syscall_now() (sec int64, nsec int32) { return walltime() }

//go:linkname os_beforeExit os.runtime_beforeExit
func os_beforeExit(code int) {}

//go:linkname os_sigpipe os.sigpipe
func os_sigpipe() { exit(2) }

// write writes to a stream of the process.
func write(fd uintptr, p unsafe.Pointer, n int32) int32 {
	print(unsafe.String((*byte)(p), n))
	return n
}

var godebugUpdate func(string, string)

//go:linkname godebug_setUpdate internal/godebug.setUpdate
func godebug_setUpdate(update func(string, string)) {
	godebugUpdate = update
	if getenv("GODEBUG") != "" {
		godebugNotify()
	}
}

func godebugNotify() {
	if godebugUpdate != nil {
		godebugUpdate("", getenv("GODEBUG"))
	}
}

//go:linkname godebug_registerMetric internal/godebug.registerMetric
func godebug_registerMetric(name string, read func() uint64) {}

//go:linkname godebug_setNewIncNonDefault internal/godebug.setNewIncNonDefault
func godebug_setNewIncNonDefault(func(string) func()) {}
