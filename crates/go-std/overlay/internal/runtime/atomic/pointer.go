package atomic

import "unsafe"

func StorepNoWB(ptr unsafe.Pointer, val unsafe.Pointer) { *(*unsafe.Pointer)(ptr) = val }

func storePointer(ptr *unsafe.Pointer, new unsafe.Pointer) { *ptr = new }

func casPointer(ptr *unsafe.Pointer, old, new unsafe.Pointer) bool {
	if *ptr != old {
		return false
	}
	*ptr = new
	return true
}
