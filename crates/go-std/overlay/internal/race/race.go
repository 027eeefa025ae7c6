package race

import "unsafe"

// In code that is made for the stepper Enabled counts as true, and these tell the machine's detector of data races.

func Acquire(addr unsafe.Pointer)

func Release(addr unsafe.Pointer)

func ReleaseMerge(addr unsafe.Pointer)

func Disable()

func Enable()

func Read(addr unsafe.Pointer)

func Write(addr unsafe.Pointer)

func ReadRange(addr unsafe.Pointer, len int)

func WriteRange(addr unsafe.Pointer, len int)
