package unique

import (
	"internal/abi"
	"unsafe"
)

//go:linkname typehash runtime.typehash
func typehash(t *abi.Type, p unsafe.Pointer, seed uintptr) uintptr

func newCanonMap[T comparable]() *canonMap[T] {
	typ := abi.TypeFor[T]()
	m := &canonMap[T]{seed: uintptr(runtime_rand())}
	m.hash = func(p unsafe.Pointer, seed uintptr) uintptr { return typehash(typ, p, seed) }
	m.root.Store(newIndirectNode[T](nil))
	return m
}
