package js

// valueGet is what the package itself begins with.
func valueGet(v ref, p string) ref {
	panic("syscall/js: JavaScript cannot be reached from here")
}
