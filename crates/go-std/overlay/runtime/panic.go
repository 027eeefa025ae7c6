package runtime

import "internal/abi"

// What the machine calls when an instruction fails. The names are those of Go's own run time where it has one.

func panicIndex(x, y int)       { panic(boundsError{int64(x), y, true, abi.BoundsIndex}) }
func panicIndexU(x uint, y int) { panic(boundsError{int64(x), y, false, abi.BoundsIndex}) }

func panicSliceAlen(x, y int)        { panic(boundsError{int64(x), y, true, abi.BoundsSliceAlen}) }
func panicSliceAlenU(x uint, y int)  { panic(boundsError{int64(x), y, false, abi.BoundsSliceAlen}) }
func panicSliceAcap(x, y int)        { panic(boundsError{int64(x), y, true, abi.BoundsSliceAcap}) }
func panicSliceAcapU(x uint, y int)  { panic(boundsError{int64(x), y, false, abi.BoundsSliceAcap}) }
func panicSliceB(x, y int)           { panic(boundsError{int64(x), y, true, abi.BoundsSliceB}) }
func panicSliceBU(x uint, y int)     { panic(boundsError{int64(x), y, false, abi.BoundsSliceB}) }
func panicSlice3Alen(x, y int)       { panic(boundsError{int64(x), y, true, abi.BoundsSlice3Alen}) }
func panicSlice3AlenU(x uint, y int) { panic(boundsError{int64(x), y, false, abi.BoundsSlice3Alen}) }
func panicSlice3Acap(x, y int)       { panic(boundsError{int64(x), y, true, abi.BoundsSlice3Acap}) }
func panicSlice3AcapU(x uint, y int) { panic(boundsError{int64(x), y, false, abi.BoundsSlice3Acap}) }
func panicSlice3B(x, y int)          { panic(boundsError{int64(x), y, true, abi.BoundsSlice3B}) }
func panicSlice3BU(x uint, y int)    { panic(boundsError{int64(x), y, false, abi.BoundsSlice3B}) }
func panicSlice3C(x, y int)          { panic(boundsError{int64(x), y, true, abi.BoundsSlice3C}) }
func panicSlice3CU(x uint, y int)    { panic(boundsError{int64(x), y, false, abi.BoundsSlice3C}) }

// panicSliceConvert: a slice of length y becomes an array of length x.
func panicSliceConvert(x, y int) { panic(boundsError{int64(x), y, true, abi.BoundsConvert}) }

var (
	divideError   = error(errorString("integer divide by zero"))
	overflowError = error(errorString("integer overflow"))
	shiftError    = error(errorString("negative shift amount"))
	memoryError   = error(errorString("invalid memory address or nil pointer dereference"))
)

func panicdivide()   { panic(divideError) }
func panicoverflow() { panic(overflowError) }
func panicshift()    { panic(shiftError) }
func panicmem()      { panic(memoryError) }

func panicmemAddr(addr uintptr) {
	panic(errorAddressString{"invalid memory address or nil pointer dereference", addr})
}

func panicnil() { panic(new(PanicNilError)) }

// panicdottypeE: an interface value of type iface holds have (nothing if nil), not want.
func panicdottypeE(have, want, iface *_type) { panic(&TypeAssertionError{iface, have, want, ""}) }

func panicdottypeI(have, want, iface *_type) { panic(&TypeAssertionError{iface, have, want, ""}) }

func panicnildottype(want *_type) { panic(&TypeAssertionError{nil, nil, want, ""}) }

// panicmissingmethod: have lacks a method that the interface want has.
func panicmissingmethod(have, want *_type, method string) {
	panic(&TypeAssertionError{nil, have, want, method})
}

func panicunhashable(t *_type) { panic(errorString("hash of unhashable type " + typestring(t))) }

func panicuncomparable(t *_type) { panic(errorString("comparing uncomparable type " + typestring(t))) }

func panicnilmap() { panic(plainError("assignment to entry in nil map")) }

func panicclosednil()   { panic(plainError("close of nil channel")) }
func panicclosedagain() { panic(plainError("close of closed channel")) }
func panicsendclosed()  { panic(plainError("send on closed channel")) }
func panicmakechan()    { panic(plainError("makechan: size out of range")) }

func panicmakeslicelen() { panic(errorString("makeslice: len out of range")) }
func panicmakeslicecap() { panic(errorString("makeslice: cap out of range")) }
func panicgrowslice()    { panic(errorString("growslice: len out of range")) }

func panicunsafeslicelen()     { panic(errorString("unsafe.Slice: len out of range")) }
func panicunsafeslicenilptr()  { panic(errorString("unsafe.Slice: ptr is nil and len is not zero")) }
func panicunsafestringlen()    { panic(errorString("unsafe.String: len out of range")) }
func panicunsafestringnilptr() { panic(errorString("unsafe.String: ptr is nil and len is not zero")) }

var (
	rangeDoneError         = error(errorString("range function continued iteration after function for loop body returned false"))
	rangePanicError        = error(errorString("range function continued iteration after loop body panic"))
	rangeExhaustedError    = error(errorString("range function continued iteration after whole loop exit"))
	rangeMissingPanicError = error(errorString("range function recovered a loop body panic and did not resume panicking"))
)

func panicrangestate(state int) {
	switch abi.RF_State(state) {
	case abi.RF_DONE:
		panic(rangeDoneError)
	case abi.RF_PANIC:
		panic(rangePanicError)
	case abi.RF_EXHAUSTED:
		panic(rangeExhaustedError)
	case abi.RF_MISSING_PANIC:
		panic(rangeMissingPanicError)
	}
	throw("unexpected state passed to panicrangestate")
}

// panicwrap is called by the wrapper that calls a method of values on what a pointer points to, if the pointer is nil.
func panicwrap() {
	var pcs [1]uintptr
	callers(-1, pcs[:])
	name, _, _, _ := pcinfo(pcs[0])
	// name is such as "main.(*T).F".
	open, close := 0, 0
	for at := 0; at < len(name); at++ {
		if name[at] == '(' && open == 0 {
			open = at
		}
		if name[at] == ')' {
			close = at
		}
	}
	if open < 1 || close < open+2 || close+2 > len(name) {
		panic(memoryError)
	}
	typ, method := name[open+2:close], name[close+2:]
	panic(plainError("value method " + name[:open] + typ + "." + method + " called using nil *" + typ + " pointer"))
}

type stringer interface {
	String() string
}

// preprintpanic makes a panic's value what is to be printed: the methods of the program run now.
func preprintpanic(v any) any {
	defer func() {
		const text = "panic while printing panic value"
		switch r := recover().(type) {
		case nil:
		case string:
			throw(text + ": " + r)
		default:
			throw(text + ": type " + typestring(abi.TypeOf(r)))
		}
	}()
	switch v := v.(type) {
	case error:
		return v.Error()
	case stringer:
		return v.String()
	}
	return v
}

// printpanicval prints what preprintpanic gave. Lines after the first are indented, so that a text cannot look like a trace.
func printpanicval(v any) {
	switch v := v.(type) {
	case nil:
		print("nil")
	case bool:
		print(v)
	case int:
		print(v)
	case int8:
		print(v)
	case int16:
		print(v)
	case int32:
		print(v)
	case int64:
		print(v)
	case uint:
		print(v)
	case uint8:
		print(v)
	case uint16:
		print(v)
	case uint32:
		print(v)
	case uint64:
		print(v)
	case uintptr:
		print(v)
	case float32:
		print(v)
	case float64:
		print(v)
	case complex64:
		print(v)
	case complex128:
		print(v)
	case string:
		printindented(v)
	default:
		printcustom(v)
	}
}

// printcustom prints a value of a declared type, or where a value lies.
func printcustom(v any) {
	e := efaceOf(&v)
	t, p := e.Type, e.Data
	name := typestring(t)
	switch t.Kind() {
	case abi.String:
		print(name, `("`)
		printindented(*(*string)(p))
		print(`")`)
	case abi.Bool:
		print(name, "(", *(*bool)(p), ")")
	case abi.Int:
		print(name, "(", *(*int)(p), ")")
	case abi.Int8:
		print(name, "(", *(*int8)(p), ")")
	case abi.Int16:
		print(name, "(", *(*int16)(p), ")")
	case abi.Int32:
		print(name, "(", *(*int32)(p), ")")
	case abi.Int64:
		print(name, "(", *(*int64)(p), ")")
	case abi.Uint:
		print(name, "(", *(*uint)(p), ")")
	case abi.Uint8:
		print(name, "(", *(*uint8)(p), ")")
	case abi.Uint16:
		print(name, "(", *(*uint16)(p), ")")
	case abi.Uint32:
		print(name, "(", *(*uint32)(p), ")")
	case abi.Uint64:
		print(name, "(", *(*uint64)(p), ")")
	case abi.Uintptr:
		print(name, "(", *(*uintptr)(p), ")")
	case abi.Float32:
		print(name, "(", *(*float32)(p), ")")
	case abi.Float64:
		print(name, "(", *(*float64)(p), ")")
	case abi.Complex64:
		print(name, *(*complex64)(p))
	case abi.Complex128:
		print(name, *(*complex128)(p))
	default:
		print("(", name, ") ", p)
	}
}

func printindented(s string) {
	start := 0
	for at := 0; at < len(s); at++ {
		if s[at] == '\n' {
			print(s[start:at+1], "\t")
			start = at + 1
		}
	}
	print(s[start:])
}

func efaceOf(v *any) *abi.EmptyInterface { return (*abi.EmptyInterface)(noescape(v)) }
