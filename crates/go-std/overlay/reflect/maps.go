package reflect

import (
	"internal/abi"
	"unsafe"
)

var stringType = rtypeOf("")

func (t *rtype) Key() Type {
	if t.Kind() != Map {
		panic("reflect: Key of non-map type " + t.String())
	}
	return toType((*abi.MapType)(unsafe.Pointer(t)).Key)
}

// MapOf returns the map type with these key and element types.
func MapOf(key, elem Type) Type {
	k, e := key.common(), elem.common()
	if k.Equal == nil {
		panic("reflect.MapOf: invalid key type " + stringFor(k))
	}
	return toType(maketype(abi.Map, e, k, 0))
}

func (v Value) mapType() *abi.MapType { return (*abi.MapType)(unsafe.Pointer(v.typ())) }

// place returns where v lies: the word in v itself, for a value that is one pointer.
func (v *Value) place() unsafe.Pointer {
	if v.flag&flagIndir != 0 {
		return v.ptr
	}
	return unsafe.Pointer(&v.ptr)
}

// MapIndex returns the element for a key, or the zero Value.
func (v Value) MapIndex(key Value) Value {
	v.mustBe(Map)
	t := v.mapType()
	key = key.assignTo("reflect.Value.MapIndex", t.Key, nil)
	e := mapaccess(v.typ(), v.pointer(), key.place())
	if e == nil {
		return Value{}
	}
	return copyVal(t.Elem, (v.flag|key.flag).ro()|flag(t.Elem.Kind()), e)
}

// SetMapIndex sets the element for a key, or deletes the key if elem is the zero Value.
func (v Value) SetMapIndex(key, elem Value) {
	v.mustBe(Map)
	v.mustBeExported()
	key.mustBeExported()
	t := v.mapType()
	key = key.assignTo("reflect.Value.SetMapIndex", t.Key, nil)
	if elem.typ() == nil {
		mapdelete(v.typ(), v.pointer(), key.place())
		return
	}
	elem.mustBeExported()
	elem = elem.assignTo("reflect.Value.SetMapIndex", t.Elem, nil)
	mapassign(v.typ(), v.pointer(), key.place(), elem.place())
}

// MapKeys returns the keys in no order.
func (v Value) MapKeys() []Value {
	v.mustBe(Map)
	keys := make([]Value, 0, v.Len())
	for it := v.MapRange(); it.Next(); {
		keys = append(keys, it.Key())
	}
	return keys
}

// A MapIter goes through a map's entries.
type MapIter struct {
	m          Value
	iter       unsafe.Pointer
	started    bool
	key, value unsafe.Pointer
}

// MapRange returns an iterator that stands before the first entry.
func (v Value) MapRange() *MapIter {
	if v.kind() != Map {
		v.panicNotMap()
	}
	return &MapIter{m: v}
}

func (f flag) panicNotMap() { f.mustBe(Map) }

// Next goes to the next entry and says whether there is one.
func (iter *MapIter) Next() bool {
	if !iter.m.IsValid() {
		panic("MapIter.Next called on an iterator that does not have an associated map Value")
	}
	t := iter.m.typ()
	if !iter.started {
		iter.iter = mapiterinit(t, iter.m.pointer())
		iter.started = true
	} else if iter.key == nil {
		panic("MapIter.Next called on exhausted iterator")
	}
	iter.key, iter.value = mapiternext(t, iter.iter)
	return iter.key != nil
}

// Reset makes the iterator go through v, from before the first entry.
func (iter *MapIter) Reset(v Value) {
	if v.IsValid() {
		v.mustBe(Map)
	}
	*iter = MapIter{m: v}
}

func (iter *MapIter) mustStand(what string) {
	if !iter.started {
		panic(what + " called before Next")
	}
	if iter.key == nil {
		panic(what + " called on exhausted iterator")
	}
}

// Key returns the entry's key.
func (iter *MapIter) Key() Value {
	iter.mustStand("MapIter.Key")
	t := iter.m.mapType().Key
	return copyVal(t, iter.m.flag.ro()|flag(t.Kind()), iter.key)
}

// Value returns the entry's element.
func (iter *MapIter) Value() Value {
	iter.mustStand("MapIter.Value")
	t := iter.m.mapType().Elem
	return copyVal(t, iter.m.flag.ro()|flag(t.Kind()), iter.value)
}

// set assigns a part of an entry to v.
func (v Value) set(iter *MapIter, t *abi.Type, p unsafe.Pointer, context string) {
	v.mustBeAssignable()
	var target unsafe.Pointer
	if v.kind() == Interface {
		target = v.ptr
	}
	iter.m.mustBeExported()
	part := Value{t, p, iter.m.flag | flag(t.Kind()) | flagIndir}
	part = part.assignTo(context, v.typ(), target)
	typedmemmove(v.typ(), v.ptr, part.place())
}

// SetIterKey assigns the entry's key to v.
func (v Value) SetIterKey(iter *MapIter) {
	iter.mustStand("reflect: Value.SetIterKey")
	v.set(iter, iter.m.mapType().Key, iter.key, "reflect.MapIter.SetKey")
}

// SetIterValue assigns the entry's element to v.
func (v Value) SetIterValue(iter *MapIter) {
	iter.mustStand("reflect: Value.SetIterValue")
	v.set(iter, iter.m.mapType().Elem, iter.value, "reflect.MapIter.SetValue")
}
