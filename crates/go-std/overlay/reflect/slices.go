package reflect

import (
	"internal/abi"
	"internal/unsafeheader"
	"unsafe"
)

// Slice returns v[i:j] of an addressable array, a slice or a string.
func (v Value) Slice(i, j int) Value {
	if v.kind() == String {
		s := *(*string)(v.ptr)
		if i < 0 || j < i || j > len(s) {
			panic("reflect.Value.Slice: string slice index out of bounds")
		}
		part := s[i:j]
		return Value{v.typ(), unsafe.Pointer(&part), v.flag}
	}
	base, elem, typ, n := v.sliced("reflect.Value.Slice")
	if i < 0 || j < i || j > n {
		panic("reflect.Value.Slice: slice index out of bounds")
	}
	return v.part(typ, elem, base, i, j, n)
}

// Slice3 returns v[i:j:k] of an addressable array or a slice.
func (v Value) Slice3(i, j, k int) Value {
	base, elem, typ, n := v.sliced("reflect.Value.Slice3")
	if i < 0 || j < i || k < j || k > n {
		panic("reflect.Value.Slice3: slice index out of bounds")
	}
	return v.part(typ, elem, base, i, j, k)
}

// sliced returns where the elements lie, their type, the slice's type and how many there can be.
func (v Value) sliced(op string) (base unsafe.Pointer, elem, typ *abi.Type, n int) {
	switch v.kind() {
	case Array:
		if v.flag&flagAddr == 0 {
			panic(op + ": slice of unaddressable array")
		}
		t := v.typ().ArrayType()
		return v.ptr, t.Elem, maketype(abi.Slice, t.Elem, nil, 0), int(t.Len)
	case Slice:
		s := (*unsafeheader.Slice)(v.ptr)
		return s.Data, v.typ().Elem(), v.typ(), s.Cap
	}
	panic(&ValueError{op, v.kind()})
}

func (v Value) part(typ, elem *abi.Type, base unsafe.Pointer, i, j, k int) Value {
	s := &unsafeheader.Slice{Data: base, Len: j - i, Cap: k - i}
	if k > i {
		s.Data = arrayAt(base, i, elem.Size(), "i < k")
	}
	return Value{typ, unsafe.Pointer(s), v.flag.ro() | flagIndir | flag(Slice)}
}
