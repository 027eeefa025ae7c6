package os

import "syscall"

// Pipe returns two files: what is written to the second can be read from the first.
func Pipe() (r *File, w *File, err error) {
	var fds [2]int
	if err := syscall.Pipe(fds[:]); err != nil {
		return nil, nil, NewSyscallError("pipe", err)
	}
	return newFile(fds[0], "|0", kindPipe, false), newFile(fds[1], "|1", kindPipe, false), nil
}
