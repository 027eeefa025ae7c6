package maphash

import (
	"internal/abi"
	"unsafe"
)

//go:linkname typehash runtime.typehash
func typehash(t *abi.Type, p unsafe.Pointer, seed uintptr) uintptr

func rthash(buf []byte, seed uint64) uint64 {
	if len(buf) == 0 {
		return seed
	}
	return uint64(runtime_memhash(unsafe.Pointer(&buf[0]), uintptr(seed), uintptr(len(buf))))
}

func comparableHash[T comparable](v T, seed Seed) uint64 {
	return uint64(typehash(abi.TypeFor[T](), unsafe.Pointer(&v), uintptr(seed.s)))
}
