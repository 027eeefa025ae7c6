package runtime

// A pc is a number of the machine's for a place in a function; a function's entry is what its func values point to.

// callers fills pcs with the calls under way; 0 skips to the caller of callers, -1 is it itself.
func callers(skip int, pcs []uintptr) int

// pcinfo says what stands at a pc.
func pcinfo(pc uintptr) (name, file string, line int, entry uintptr)

// stacktext is the trace of the goroutine, or of all.
func stacktext(all bool) string

// Callers fills pc with the calls under way: 0 is Callers itself, 1 its caller.
func Callers(skip int, pc []uintptr) int {
	if len(pc) == 0 {
		return 0
	}
	return callers(skip-1, pc)
}

// Caller says where a call under way stands: 0 is the caller of Caller.
func Caller(skip int) (pc uintptr, file string, line int, ok bool) {
	var pcs [1]uintptr
	if skip < 0 || callers(skip, pcs[:]) < 1 {
		return
	}
	_, file, line, _ = pcinfo(pcs[0])
	return pcs[0], file, line, true
}

// A Func is a function of the program.
type Func struct {
	entry      uintptr
	name, file string
	line       int
}

var funcs map[uintptr]*Func

// FuncForPC returns the function that holds pc, or nil.
func FuncForPC(pc uintptr) *Func {
	if pc == 0 {
		return nil
	}
	name, file, line, entry := pcinfo(pc)
	if entry == 0 {
		return nil
	}
	if f := funcs[entry]; f != nil {
		return f
	}
	if pc != entry {
		_, file, line, _ = pcinfo(entry)
	}
	if funcs == nil {
		funcs = make(map[uintptr]*Func)
	}
	f := &Func{entry, name, file, line}
	funcs[entry] = f
	return f
}

// Name returns the function's name, or nothing for nil.
func (f *Func) Name() string {
	if f == nil {
		return ""
	}
	return f.name
}

// Entry returns where the function starts.
func (f *Func) Entry() uintptr { return f.entry }

// FileLine returns where in the source pc stands.
func (f *Func) FileLine(pc uintptr) (file string, line int) {
	if pc == f.entry {
		return f.file, f.line
	}
	_, file, line, _ = pcinfo(pc)
	return file, line
}

// A Frame is one call under way.
type Frame struct {
	PC       uintptr
	Func     *Func
	Function string
	File     string
	Line     int

	startLine int
	Entry     uintptr
}

// Frames tells what pcs mean, one after the other.
type Frames struct {
	callers []uintptr
}

// CallersFrames takes what Callers gave.
func CallersFrames(callers []uintptr) *Frames { return &Frames{callers} }

// Next returns the next frame, and whether there are more behind it.
func (f *Frames) Next() (frame Frame, more bool) {
	for len(f.callers) > 0 {
		pc := f.callers[0]
		f.callers = f.callers[1:]
		name, file, line, entry := pcinfo(pc)
		if entry == 0 {
			continue
		}
		fn := FuncForPC(entry)
		frame = Frame{PC: pc, Func: fn, Function: name, File: file, Line: line, startLine: fn.line, Entry: entry}
		break
	}
	return frame, len(f.callers) > 0
}

// Stack writes the trace of the goroutine, or of all, into buf.
func Stack(buf []byte, all bool) int { return copy(buf, stacktext(all)) }

// A StackRecord is a stack of calls.
type StackRecord struct {
	Stack0 [32]uintptr
}

// Stack returns the part that is in use.
func (r *StackRecord) Stack() []uintptr { return used(r.Stack0[:]) }

func used(stack []uintptr) []uintptr {
	for i, pc := range stack {
		if pc == 0 {
			return stack[:i]
		}
	}
	return stack
}
