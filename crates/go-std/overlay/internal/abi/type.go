package abi

import "unsafe"

// Descriptors say nothing of methods: what there is to say is made when first asked for.
func uncommon(t *Type) *UncommonType

// Uncommon returns what is said of a declared type or one with methods, or nil.
func (t *Type) Uncommon() *UncommonType {
	if t.TFlag&TFlagUncommon == 0 {
		return nil
	}
	return uncommon(t)
}

// all returns the types of the parameters and the results, which stand behind the descriptor.
func (t *FuncType) all() []*Type {
	first := (**Type)(unsafe.Add(unsafe.Pointer(t), unsafe.Sizeof(*t)))
	return unsafe.Slice(first, t.NumIn()+t.NumOut())
}

func (t *FuncType) InSlice() []*Type {
	if t.InCount == 0 {
		return nil
	}
	return t.all()[:t.InCount:t.InCount]
}

func (t *FuncType) OutSlice() []*Type {
	if t.NumOut() == 0 {
		return nil
	}
	return t.all()[t.InCount:]
}

// FuncPCABI0 returns the code of a func value.
func FuncPCABI0(f any) uintptr { return code(f) }

// FuncPCABIInternal returns the code of a func value.
func FuncPCABIInternal(f any) uintptr { return code(f) }

func code(f any) uintptr { return *(*uintptr)((*EmptyInterface)(unsafe.Pointer(&f)).Data) }

// EscapeNonString does nothing: variables never move.
func EscapeNonString[T any](v T) {}
