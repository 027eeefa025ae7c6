//burrow:omit abi.go map.go makefunc.go badlinkname.go

package reflect

import (
	"internal/abi"
	"internal/unsafeheader"
	"unsafe"
)

// What the machine does with values and types by itself.

//go:linkname resolveTextOff runtime.methodcode
func resolveTextOff(rtype unsafe.Pointer, off int32) unsafe.Pointer

//go:linkname descriptor runtime.descriptor
func descriptor(number int32) *abi.Type

func resolveTypeOff(_ unsafe.Pointer, off int32) unsafe.Pointer {
	return unsafe.Pointer(descriptor(off))
}

func resolveNameOff(_ unsafe.Pointer, off int32) unsafe.Pointer {
	return unsafe.Pointer(uintptr(uint32(off)))
}

//go:linkname unsafe_New runtime.newobject
func unsafe_New(*abi.Type) unsafe.Pointer

//go:linkname unsafe_NewArray runtime.newarray
func unsafe_NewArray(*abi.Type, int) unsafe.Pointer

//go:linkname makemap runtime.makemap
func makemap(t *abi.Type, cap int) (m unsafe.Pointer)

//go:linkname mapaccess runtime.mapaccess
func mapaccess(t *abi.Type, m unsafe.Pointer, key unsafe.Pointer) (val unsafe.Pointer)

//go:linkname mapassign runtime.mapassign
func mapassign(t *abi.Type, m unsafe.Pointer, key, val unsafe.Pointer)

//go:linkname mapdelete runtime.mapdelete
func mapdelete(t *abi.Type, m unsafe.Pointer, key unsafe.Pointer)

//go:linkname maplen runtime.maplen
func maplen(m unsafe.Pointer) int

//go:linkname mapclear runtime.mapclear
func mapclear(t *abi.Type, m unsafe.Pointer)

//go:linkname mapiterinit runtime.mapiterinit
func mapiterinit(t *abi.Type, m unsafe.Pointer) unsafe.Pointer

//go:linkname mapiternext runtime.mapiternext
func mapiternext(t *abi.Type, it unsafe.Pointer) (key, value unsafe.Pointer)

//go:linkname ifaceE2I runtime.ifaceE2I
func ifaceE2I(t *abi.Type, src any, dst unsafe.Pointer)

//go:linkname memmove runtime.memmove
func memmove(dst, src unsafe.Pointer, size uintptr)

//go:linkname memclr runtime.memclr
func memclr(p unsafe.Pointer, n uintptr)

//go:linkname typedmemmove runtime.typedmemmove
func typedmemmove(t *abi.Type, dst, src unsafe.Pointer)

func typedmemclr(t *abi.Type, ptr unsafe.Pointer) { memclr(ptr, t.Size()) }

func typedarrayclear(elem *abi.Type, ptr unsafe.Pointer, len int) {
	memclr(ptr, elem.Size()*uintptr(len))
}

func typedslicecopy(t *abi.Type, dst, src unsafeheader.Slice) int {
	n := min(dst.Len, src.Len)
	memmove(dst.Data, src.Data, t.Size()*uintptr(n))
	return n
}

//go:linkname typehash runtime.typehash
func typehash(t *abi.Type, p unsafe.Pointer, h uintptr) uintptr

//go:linkname typeequal runtime.typeequal
func typeequal(t *abi.Type, p, q unsafe.Pointer) bool

func verifyNotInHeapPtr(p uintptr) bool { return true }

//go:linkname growmem runtime.growslice
func growmem(t *abi.Type, p unsafe.Pointer, len, cap, num int) (unsafe.Pointer, int)

func growslice(t *abi.Type, old unsafeheader.Slice, num int) unsafeheader.Slice {
	p, c := growmem(t, old.Data, old.Len, old.Cap, num)
	return unsafeheader.Slice{Data: p, Len: old.Len, Cap: c}
}

func unsafeslice(t *abi.Type, ptr unsafe.Pointer, n int) {
	size := uint64(t.Size())
	if n < 0 || size > 0 && uint64(n) > (1<<47)/size {
		panic(sliceError("unsafe.Slice: len out of range"))
	}
	if ptr == nil && n > 0 {
		panic(sliceError("unsafe.Slice: ptr is nil and len is not zero"))
	}
	if ptr != nil && size*uint64(n) > -uint64(uintptr(ptr)) {
		panic(sliceError("unsafe.Slice: len out of range"))
	}
}

// A sliceError is what the instruction would panic with.
type sliceError string

func (e sliceError) RuntimeError() {}

func (e sliceError) Error() string { return "runtime error: " + string(e) }

// IsZero says whether v is the zero value of its type.
func (v Value) IsZero() bool {
	switch k := v.kind(); k {
	case Bool:
		return !v.Bool()
	case Int, Int8, Int16, Int32, Int64:
		return v.Int() == 0
	case Uint, Uint8, Uint16, Uint32, Uint64, Uintptr:
		return v.Uint() == 0
	case Float32, Float64:
		return v.Float() == 0
	case Complex64, Complex128:
		return v.Complex() == 0
	case String:
		return v.Len() == 0
	case Chan, Func, Interface, Map, Pointer, Slice, UnsafePointer:
		return v.IsNil()
	case Array, Struct:
		if v.flag&flagIndir == 0 {
			return v.ptr == nil
		}
		t := v.typ()
		if t.Equal != nil && t.Size() <= abi.ZeroValSize {
			return typeequal(t, v.ptr, unsafe.Pointer(&zeroVal[0]))
		}
		if k == Array {
			for i := range v.Len() {
				if !v.Index(i).IsZero() {
					return false
				}
			}
			return true
		}
		for i := range v.NumField() {
			if !v.Field(i).IsZero() && v.Type().Field(i).Name != "_" {
				return false
			}
		}
		return true
	}
	panic(&ValueError{"reflect.Value.IsZero", v.Kind()})
}
