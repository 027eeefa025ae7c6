//burrow:without callMethod funcLayout layoutType layoutKey layoutCache bitVector bitVector.append addTypeBits
//burrow:without compiledTypelinks rtypeOff typesByString lookupCache cacheKey funcLookupCache funcTypes funcTypesMutex initFuncTypes
//burrow:without funcStr isReflexive needKeyUpdate hashMightPanic emitGCMask structLookupCache structTypeUncommon isRegularMemory
//burrow:without isPaddedField embeddedIfaceMethStub runtimeStructField typeptrdata appendVarint fnv1 ptrMap call callGC debugReflectCall
//burrow:without adjustAIXGCData adjustAIXGCDataForRuntime pinAIXGCData pinAIXGCDataMu resolveReflectName resolveReflectType resolveReflectText
//burrow:without addReflectOff mapaccess_faststr mapassign_faststr mapassign_faststr0 mapassign0 mapdelete_faststr typedmemclrpartial align

package reflect

import (
	"internal/abi"
	"strconv"
	"unsafe"
)

// Calls go through functions that the compiler makes for a func type when they are first asked for: one that calls a func
// value with arguments that lie anywhere in memory, and one that a func value made here starts with.

// funccaller returns a function that calls fn, a func value of type t, with the arguments that args points to one by one,
// and stores the results where results points. With a receiver, the first argument is one more word.
//
//go:linkname funccaller runtime.funccaller
func funccaller(t *abi.Type, receiver bool) func(fn unsafe.Pointer, args, results *unsafe.Pointer)

// funcmaker returns the code of func values of type t whose closure is a madeFunc.
//
//go:linkname funcmaker runtime.funcmaker
func funcmaker(t *abi.Type) uintptr

// A madeFunc is the closure of a func value that MakeFunc made.
type madeFunc struct {
	code uintptr
	ftyp *funcType
	fn   func([]Value) []Value
}

// MakeFunc returns a function of type typ that calls fn.
func MakeFunc(typ Type, fn func(args []Value) (results []Value)) Value {
	t := typ.common()
	if Kind(t.Kind()) != Func {
		panic("reflect: call of MakeFunc with non-Func type")
	}
	impl := &madeFunc{funcmaker(t), (*funcType)(unsafe.Pointer(t)), fn}
	return Value{t, unsafe.Pointer(impl), flag(Func)}
}

// callReflect is what such a func value does. Its arguments lie in memory of their own.
func callReflect(made *madeFunc, args, results *unsafe.Pointer) {
	t, f := made.ftyp, made.fn
	in := make([]Value, 0, t.NumIn())
	for i, typ := range t.InSlice() {
		v := Value{typ, *nth(args, i), flagIndir | flag(typ.Kind())}
		if typ.IsDirectIface() {
			v.ptr = *(*unsafe.Pointer)(v.ptr)
			v.flag &^= flagIndir
		}
		in = append(in, v)
	}
	out := f(in)
	if len(out) != t.NumOut() {
		panic("reflect: wrong return count from function created by MakeFunc")
	}
	for i, typ := range t.OutSlice() {
		v := out[i]
		if v.typ() == nil {
			panic("reflect: function created by MakeFunc using " + funcName(f) + " returned zero Value")
		}
		if v.flag&flagRO != 0 {
			panic("reflect: function created by MakeFunc using " + funcName(f) +
				" returned value obtained from unexported field")
		}
		v = v.assignTo("reflect.MakeFunc", typ, nil)
		typedmemmove(typ, *nth(results, i), v.place())
	}
}

func nth(list *unsafe.Pointer, i int) *unsafe.Pointer {
	return (*unsafe.Pointer)(unsafe.Add(unsafe.Pointer(list), 8*i))
}

// makeMethodValue makes a method that is bound to its receiver an ordinary func value.
func makeMethodValue(op string, v Value) Value {
	if v.flag&flagMethod == 0 {
		panic("reflect: internal error: invalid use of makeMethodValue")
	}
	method := int(v.flag) >> flagMethodShift
	receiver := Value{v.typ(), v.ptr, v.flag&(flagRO|flagAddr|flagIndir) | flag(v.typ().Kind())}
	methodReceiver(op, receiver, method)
	t := v.Type().common()
	bound := receiver
	bound.flag = bound.flag&^flagRO | flag(method)<<flagMethodShift | flagMethod
	call := "Call"
	if (*funcType)(unsafe.Pointer(t)).IsVariadic() {
		call = "CallSlice"
	}
	fn := func(in []Value) []Value { return bound.call(call, in) }
	impl := &madeFunc{funcmaker(t), (*funcType)(unsafe.Pointer(t)), fn}
	return Value{t, unsafe.Pointer(impl), v.flag&flagRO | flag(Func)}
}

// All method values have the same code, as far as Pointer tells.
func methodValueCallCodePtr() uintptr { return abi.FuncPCABIInternal(methodValueCall) }

func methodValueCall() {}

func makeFuncStub() {}

func (v Value) call(op string, in []Value) []Value {
	var fn unsafe.Pointer
	t := (*funcType)(unsafe.Pointer(v.typ()))
	bound := v.flag&flagMethod != 0
	if bound {
		_, t, fn = methodReceiver(op, v, int(v.flag)>>flagMethodShift)
	} else {
		fn = *(*unsafe.Pointer)(v.place())
	}
	if fn == nil {
		panic("reflect.Value.Call: call of nil function")
	}
	in = arguments(op, t, in)
	args := make([]unsafe.Pointer, 0, len(in)+1)
	if bound {
		word := new(unsafe.Pointer)
		storeRcvr(v, unsafe.Pointer(word))
		args = append(args, unsafe.Pointer(word))
	}
	for i, x := range in {
		x.mustBeExported()
		x = x.assignTo("reflect.Value.Call", t.In(i), nil)
		p := x.ptr
		if x.flag&flagIndir == 0 {
			word := new(unsafe.Pointer)
			*word = p
			p = unsafe.Pointer(word)
		}
		args = append(args, p)
	}
	out := t.OutSlice()
	results := make([]unsafe.Pointer, len(out))
	for i, typ := range out {
		results[i] = unsafe_New(typ)
	}
	funccaller(&t.Type, bound)(fn, unsafe.SliceData(args), unsafe.SliceData(results))
	var ret []Value
	if len(out) > 0 {
		ret = make([]Value, len(out))
	}
	for i, typ := range out {
		ret[i] = Value{typ, results[i], flagIndir | flag(typ.Kind())}
		if typ.IsDirectIface() {
			ret[i] = Value{typ, *(*unsafe.Pointer)(results[i]), flag(typ.Kind())}
		}
	}
	return ret
}

// arguments checks what a function is to be called with, and puts the last arguments of a variadic one into a slice.
func arguments(op string, t *funcType, in []Value) []Value {
	n := t.NumIn()
	variadic := t.IsVariadic()
	slice := op == "CallSlice"
	if slice && !variadic {
		panic("reflect: CallSlice of non-variadic function")
	}
	spread := variadic && !slice
	if spread {
		n--
	}
	if len(in) < n {
		panic("reflect: " + op + " with too few input arguments")
	}
	if len(in) > n && !spread {
		panic("reflect: " + op + " with too many input arguments")
	}
	for _, x := range in {
		if x.Kind() == Invalid {
			panic("reflect: " + op + " using zero Value argument")
		}
	}
	for i := range n {
		if have, want := in[i].Type(), t.In(i); !have.AssignableTo(toRType(want)) {
			panic("reflect: " + op + " using " + have.String() + " as type " + stringFor(want))
		}
	}
	if !spread {
		return in
	}
	rest := MakeSlice(toRType(t.In(n)), len(in)-n, len(in)-n)
	elem := rest.Type().Elem()
	for i, x := range in[n:] {
		if have := x.Type(); !have.AssignableTo(elem) {
			panic("reflect: cannot use " + have.String() + " as type " + elem.String() + " in " + op)
		}
		rest.Index(i).Set(x)
	}
	return append(in[:n:n], rest)
}

// Types made at run time: the machine has each only once, whoever makes it.

// maketype returns the type of a kind with one element: n is an array's length or a channel's direction.
//
//go:linkname maketype runtime.maketype
func maketype(kind abi.Kind, elem, key *abi.Type, n int) *abi.Type

//go:linkname makefunctype runtime.makefunctype
func makefunctype(in, out []*abi.Type, variadic bool) *abi.Type

//go:linkname makestructtype runtime.makestructtype
func makestructtype(fields []fieldToMake) *abi.Type

type fieldToMake struct {
	name, pkgpath, tag string
	typ                *abi.Type
	embedded           bool
}

func (t *rtype) ptrTo() *abi.Type { return maketype(abi.Pointer, &t.t, nil, 0) }

// SliceOf returns the slice type with this element type.
func SliceOf(t Type) Type { return toType(maketype(abi.Slice, t.common(), nil, 0)) }

// ArrayOf returns the array type with this length and element type.
func ArrayOf(length int, elem Type) Type {
	if length < 0 {
		panic("reflect: negative length passed to ArrayOf")
	}
	t := elem.common()
	if t.Size_ > 0 && uintptr(length) > ^uintptr(0)/t.Size_ {
		panic("reflect.ArrayOf: array size would exceed virtual address space")
	}
	return toType(maketype(abi.Array, t, nil, length))
}

// ChanOf returns the channel type with this direction and element type.
func ChanOf(dir ChanDir, t Type) Type {
	elem := t.common()
	if elem.Size_ >= 1<<16 {
		panic("reflect.ChanOf: element size too large")
	}
	switch dir {
	case SendDir, RecvDir, BothDir:
	default:
		panic("reflect.ChanOf: invalid dir")
	}
	return toType(maketype(abi.Chan, elem, nil, int(dir)))
}

// FuncOf returns the function type with these parameters and results.
func FuncOf(in, out []Type, variadic bool) Type {
	if variadic && (len(in) == 0 || in[len(in)-1].Kind() != Slice) {
		panic("reflect.FuncOf: last arg of variadic func must be slice")
	}
	if len(in)+len(out) > 128 {
		panic("reflect.FuncOf: too many arguments")
	}
	return toType(makefunctype(commons(in), commons(out), variadic))
}

func commons(types []Type) []*abi.Type {
	list := make([]*abi.Type, len(types))
	for i, t := range types {
		list[i] = t.common()
	}
	return list
}

// StructOf returns the struct type with these fields. Offsets and indices of fields are not looked at.
func StructOf(fields []StructField) Type {
	list := make([]fieldToMake, len(fields))
	known := make(map[string]bool)
	pkgpath := ""
	var size, align uintptr
	for i, field := range fields {
		start := "reflect.StructOf: field "
		if field.Name == "" {
			panic(start + strconv.Itoa(i) + " has no name")
		}
		if !isValidFieldName(field.Name) {
			panic(start + strconv.Itoa(i) + " has invalid name")
		}
		if field.Type == nil {
			panic(start + strconv.Itoa(i) + " has no type")
		}
		if field.Anonymous && field.PkgPath != "" {
			panic(start + "\"" + field.Name + "\" is anonymous but has PkgPath set")
		}
		if c := field.Name[0]; field.IsExported() && ('a' <= c && c <= 'z' || c == '_') {
			panic(start + "\"" + field.Name + "\" is unexported but missing PkgPath")
		}
		if field.PkgPath != "" {
			if pkgpath != "" && pkgpath != field.PkgPath {
				panic("reflect.StructOf: fields with different PkgPath " + pkgpath + " and " + field.PkgPath)
			}
			pkgpath = field.PkgPath
		}
		t := field.Type.common()
		if field.Anonymous {
			mayBeEmbedded(t, i, len(fields))
		}
		if known[field.Name] && field.Name != "_" {
			panic("reflect.StructOf: duplicate field " + field.Name)
		}
		known[field.Name] = true
		mask := uintptr(t.Align_) - 1
		offset := (size + mask) &^ mask
		if offset < size || offset+t.Size_ < offset {
			panic("reflect.StructOf: struct size would exceed virtual address space")
		}
		size = offset + t.Size_
		align = max(align, mask)
		list[i] = fieldToMake{field.Name, field.PkgPath, string(field.Tag), t, field.Anonymous}
	}
	large := false
	if n := len(fields); n > 0 && size > 0 && fields[n-1].Type.Size() == 0 {
		// One more byte, so that the address of the last field is one of the struct's.
		size++
		large = size == 0
	}
	if large || (size+align)&^align < size {
		panic("reflect.StructOf: struct size would exceed virtual address space")
	}
	return toType(makestructtype(list))
}

// mayBeEmbedded panics for what Go does not embed at run time.
func mayBeEmbedded(t *abi.Type, i, n int) {
	pointer := t.Kind() == abi.Pointer
	if pointer {
		if k := t.Elem().Kind(); k == abi.Pointer || k == abi.Interface {
			panic("reflect.StructOf: illegal embedded field type " + stringFor(t))
		}
	}
	u := t.Uncommon()
	if u == nil || t.Kind() == abi.Interface {
		return
	}
	if i > 0 && u.Mcount > 0 {
		panic("reflect: embedded type with methods not implemented if type is not first field")
	}
	if n > 1 && pointer {
		panic("reflect: embedded type with methods not implemented if there is more than one field")
	}
	if n > 1 && t.IsDirectIface() {
		panic("reflect: embedded type with methods not implemented for non-pointer type")
	}
}
