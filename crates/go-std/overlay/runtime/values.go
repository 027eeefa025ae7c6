package runtime

import (
	"internal/abi"
	"unsafe"
)

// What the library does with values whose type it knows only at run time.

func typedmemmove(t *_type, dst, src unsafe.Pointer)
func memclr(p unsafe.Pointer, n uintptr)
func memhash(p unsafe.Pointer, seed, n uintptr) uintptr
func typehash(t *_type, p unsafe.Pointer, seed uintptr) uintptr
func typeequal(t *_type, p, q unsafe.Pointer) bool
func newarray(t *_type, n int) unsafe.Pointer

func mapaccess(t *_type, m, key unsafe.Pointer) unsafe.Pointer
func mapassign(t *_type, m, key, value unsafe.Pointer)
func mapdelete(t *_type, m, key unsafe.Pointer)
func mapclear(t *_type, m unsafe.Pointer)
func maplen(m unsafe.Pointer) int
func makemap(t *_type, hint int) unsafe.Pointer
func mapclone(t *_type, m unsafe.Pointer) unsafe.Pointer
func mapiterinit(t *_type, m unsafe.Pointer) unsafe.Pointer
func mapiternext(t *_type, it unsafe.Pointer) (key, value unsafe.Pointer)

func growslice(t *_type, p unsafe.Pointer, len, cap, num int) (unsafe.Pointer, int)

// zeroVal is what pointers to zero values point to.
var zeroVal [abi.ZeroValSize]byte

//go:linkname maps_clone maps.clone
func maps_clone(m any) any {
	e := efaceOf(&m)
	e.Data = mapclone(e.Type, e.Data)
	return m
}

// descriptor returns the type with a number that descriptors mention.
func descriptor(number int32) *_type

//go:linkname reflectlite_resolveTypeOff internal/reflectlite.resolveTypeOff
func reflectlite_resolveTypeOff(_ unsafe.Pointer, off int32) unsafe.Pointer {
	return unsafe.Pointer(descriptor(off))
}

//go:linkname reflectlite_resolveNameOff internal/reflectlite.resolveNameOff
func reflectlite_resolveNameOff(_ unsafe.Pointer, off int32) unsafe.Pointer {
	return unsafe.Pointer(uintptr(uint32(off)))
}

//go:linkname reflectlite_chanlen internal/reflectlite.chanlen
func reflectlite_chanlen(ch unsafe.Pointer) int { return len(*(*chan struct{})(unsafe.Pointer(&ch))) }

//go:linkname reflectlite_maplen internal/reflectlite.maplen
func reflectlite_maplen(m unsafe.Pointer) int { return maplen(m) }

//go:linkname reflectlite_unsafe_New internal/reflectlite.unsafe_New
func reflectlite_unsafe_New(t *_type) unsafe.Pointer { return newobject(t) }

//go:linkname reflectlite_ifaceE2I internal/reflectlite.ifaceE2I
func reflectlite_ifaceE2I(t *_type, src any, dst unsafe.Pointer) { ifaceE2I(t, src, dst) }

//go:linkname reflectlite_typedmemmove internal/reflectlite.typedmemmove
func reflectlite_typedmemmove(t *_type, dst, src unsafe.Pointer) { typedmemmove(t, dst, src) }

var staticuint64s [256]uint64

// getStaticuint64s returns the numbers from 0 to 255, one after the other.
func getStaticuint64s() *[256]uint64 {
	if staticuint64s[1] == 0 {
		for i := range staticuint64s {
			staticuint64s[i] = uint64(i)
		}
	}
	return &staticuint64s
}
