package sync

import (
	"internal/abi"
	"unsafe"
)

//go:linkname typehash runtime.typehash
func typehash(t *abi.Type, p unsafe.Pointer, seed uintptr) uintptr

//go:linkname typeequal runtime.typeequal
func typeequal(t *abi.Type, p, q unsafe.Pointer) bool

// initSlow makes an empty map on first use, with the machine's hash and equality of the types.
func (ht *HashTrieMap[K, V]) initSlow() {
	ht.initMu.Lock()
	defer ht.initMu.Unlock()
	if ht.inited.Load() != 0 {
		return
	}
	key, value := abi.TypeFor[K](), abi.TypeFor[V]()
	ht.root.Store(newIndirectNode[K, V](nil))
	ht.keyHash = func(p unsafe.Pointer, seed uintptr) uintptr { return typehash(key, p, seed) }
	if value.Equal != nil {
		ht.valEqual = func(p, q unsafe.Pointer) bool { return typeequal(value, p, q) }
	}
	ht.seed = uintptr(runtime_rand())
	ht.inited.Store(1)
}
