//burrow:replace

// Package runtime is Burrow's own: what programs and the library ask of a run time, in Go over functions of the machine.
package runtime

import (
	"internal/abi"
	"unsafe"
)

type _type = abi.Type

// Error identifies a run-time error.
type Error interface {
	error
	RuntimeError()
}

// A TypeAssertionError explains a failed type assertion.
type TypeAssertionError struct {
	_interface    *_type
	concrete      *_type
	asserted      *_type
	missingMethod string
}

func (*TypeAssertionError) RuntimeError() {}

func (e *TypeAssertionError) Error() string {
	const start = "interface conversion: "
	want := typestring(e.asserted)
	if e.missingMethod != "" {
		return start + typestring(e.concrete) + " is not " + want + ": missing method " + e.missingMethod
	}
	iface := "interface"
	if e._interface != nil {
		iface = typestring(e._interface)
	}
	if e.concrete == nil {
		return start + iface + " is nil, not " + want
	}
	have := typestring(e.concrete)
	text := start + iface + " is " + have + ", not " + want
	if have != want {
		return text
	}
	if pkgpath(e.concrete) != pkgpath(e.asserted) {
		return text + " (types from different packages)"
	}
	return text + " (types from different scopes)"
}

// An errorString is an error whose text follows "runtime error: ".
type errorString string

func (e errorString) RuntimeError() {}

func (e errorString) Error() string { return "runtime error: " + string(e) }

// A plainError's text stands alone.
type plainError string

func (e plainError) RuntimeError() {}

func (e plainError) Error() string { return string(e) }

type errorAddressString struct {
	msg  string
	addr uintptr
}

func (e errorAddressString) RuntimeError() {}

func (e errorAddressString) Error() string { return "runtime error: " + e.msg }

func (e errorAddressString) Addr() uintptr { return e.addr }

// A PanicNilError is what panic(nil) panics with.
type PanicNilError struct {
	_ [0]*PanicNilError
}

func (*PanicNilError) Error() string { return "runtime error: panic called with nil argument" }

func (*PanicNilError) RuntimeError() {}

// A boundsError is an index or a slice bound that is out of range.
type boundsError struct {
	x      int64
	y      int
	signed bool
	code   abi.BoundsErrorCode
}

func (e boundsError) RuntimeError() {}

func (e boundsError) Error() string {
	x, y := "", itoa(uint64(e.y))
	negative := e.signed && e.x < 0
	if negative {
		x = "-" + itoa(-uint64(e.x))
	} else {
		x = itoa(uint64(e.x))
	}
	if e.code == abi.BoundsConvert {
		return "runtime error: cannot convert slice with length " + y + " to array or pointer to array with length " + x
	}
	var before, between, after, with string
	switch e.code {
	case abi.BoundsIndex:
		before, after, with = "[", "]", " with length "
	case abi.BoundsSliceAlen:
		before, after, with = "[:", "]", " with length "
	case abi.BoundsSliceAcap:
		before, after, with = "[:", "]", " with capacity "
	case abi.BoundsSliceB:
		before, between, after = "[", ":", "]"
	case abi.BoundsSlice3Alen:
		before, after, with = "[::", "]", " with length "
	case abi.BoundsSlice3Acap:
		before, after, with = "[::", "]", " with capacity "
	case abi.BoundsSlice3B:
		before, between, after = "[:", ":", "]"
	case abi.BoundsSlice3C:
		before, between, after = "[", ":", ":]"
	}
	text := "runtime error: slice bounds out of range "
	if e.code == abi.BoundsIndex {
		text = "runtime error: index out of range "
	}
	text += before + x + between
	switch {
	case negative:
		return text + after
	case with != "":
		return text + after + with + y
	}
	return text + y + after
}

func itoa(x uint64) string {
	var buf [20]byte
	at := len(buf)
	for {
		at--
		buf[at] = byte('0' + x%10)
		x /= 10
		if x == 0 {
			return string(buf[at:])
		}
	}
}

// typestring is a type's name as %T shows it.
func typestring(t *_type) string { return nameAt(t.Str) }

// Names are found by their address.
func nameAt(off abi.NameOff) string {
	return abi.Name{Bytes: (*byte)(unsafe.Pointer(uintptr(uint32(off))))}.Name()
}

func pkgpath(t *_type) string {
	if u := t.Uncommon(); u != nil {
		return nameAt(u.PkgPath)
	}
	return ""
}
