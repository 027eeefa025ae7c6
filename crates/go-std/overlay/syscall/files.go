//burrow:omit fs_js.go

package syscall

import "sync"

// Files lie with the host. Its functions give a number below zero for an error: -Errno.

func fsOpen(path string, mode int, perm uint32) int
func fsRead(fd int, b []byte, offset int64) int
func fsWrite(fd int, b []byte, offset int64) int
func fsStat(path string, follow bool, st *Stat_t) int
func fsFstat(fd int, st *Stat_t) int
func fsReadDirent(fd int, buf []byte) int
func fsReadlink(path string) (target string, errno int)
func fsGetcwd() string
func fsUser() (uid, gid int)

// fsPath and fsFile do what op says.
func fsPath(op int, path, other string, x, y int64) int
func fsFile(op int, fd int, x, y int64) int64

const (
	opMkdir = iota
	opUnlink
	opRmdir
	opChmod
	opChown
	opUtimes
	opRename
	opTruncate
	opChdir
	opLink
	opSymlink
	opLchown
)

const (
	opClose = iota
	opSeek
	opFchmod
	opFtruncate
	opSync
	opFchdir
)

func now() (sec int64, nsec int32)

// result takes apart what the host answers.
func result[N int | int64](n N) (N, error) {
	if n < 0 {
		return 0, errnoErr(Errno(-n))
	}
	return n, nil
}

func outcome[N int | int64](n N) error {
	_, err := result(n)
	return err
}

func checkPath(path string) error {
	if path == "" {
		return ENOENT
	}
	for i := 0; i < len(path); i++ {
		if path[i] == 0 {
			return EINVAL
		}
	}
	return nil
}

func onPath(op int, path, other string, x, y int64) error {
	if err := checkPath(path); err != nil {
		return err
	}
	return outcome(fsPath(op, path, other, x, y))
}

func Open(path string, openmode int, perm uint32) (int, error) {
	if err := checkPath(path); err != nil {
		return 0, err
	}
	return result(fsOpen(path, openmode, perm))
}

func Close(fd int) error {
	if end := pipeEnd(fd); end != nil {
		return end.close(fd)
	}
	return outcome(fsFile(opClose, fd, 0, 0))
}

func CloseOnExec(fd int) {}

func Read(fd int, b []byte) (int, error) {
	if end := pipeEnd(fd); end != nil {
		return end.read(b)
	}
	return result(fsRead(fd, b, -1))
}

func Write(fd int, b []byte) (int, error) {
	if end := pipeEnd(fd); end != nil {
		return end.write(b)
	}
	return result(fsWrite(fd, b, -1))
}

func Pread(fd int, b []byte, offset int64) (int, error) {
	if offset < 0 {
		return 0, EINVAL
	}
	return result(fsRead(fd, b, offset))
}

func Pwrite(fd int, b []byte, offset int64) (int, error) {
	if offset < 0 {
		return 0, EINVAL
	}
	return result(fsWrite(fd, b, offset))
}

func Seek(fd int, offset int64, whence int) (int64, error) {
	if pipeEnd(fd) != nil {
		return 0, ESPIPE
	}
	return result(fsFile(opSeek, fd, offset, int64(whence)))
}

func ReadDirent(fd int, buf []byte) (int, error) { return result(fsReadDirent(fd, buf)) }

func Mkdir(path string, perm uint32) error { return onPath(opMkdir, path, "", int64(perm), 0) }
func Unlink(path string) error             { return onPath(opUnlink, path, "", 0, 0) }
func Rmdir(path string) error              { return onPath(opRmdir, path, "", 0, 0) }
func Chmod(path string, mode uint32) error { return onPath(opChmod, path, "", int64(mode), 0) }
func Fchmod(fd int, mode uint32) error     { return outcome(fsFile(opFchmod, fd, int64(mode), 0)) }

func Chown(path string, uid, gid int) error {
	return onPath(opChown, path, "", int64(uid), int64(gid))
}

func Lchown(path string, uid, gid int) error {
	return onPath(opLchown, path, "", int64(uid), int64(gid))
}

func Fchown(fd int, uid, gid int) error {
	var st Stat_t
	return Fstat(fd, &st)
}

func UtimesNano(path string, ts []Timespec) error {
	const omit = -2
	if len(ts) != 2 {
		return EINVAL
	}
	// A time that is to stay is sent as the smallest number.
	var nanos [2]int64
	for i, t := range ts {
		nanos[i] = t.Nano()
		if t.Nsec == omit {
			nanos[i] = -1 << 63
		}
	}
	return onPath(opUtimes, path, "", nanos[0], nanos[1])
}

func Rename(from, to string) error {
	if err := checkPath(to); err != nil {
		return err
	}
	return onPath(opRename, from, to, 0, 0)
}

func Truncate(path string, length int64) error { return onPath(opTruncate, path, "", length, 0) }
func Ftruncate(fd int, length int64) error     { return outcome(fsFile(opFtruncate, fd, length, 0)) }
func Fsync(fd int) error                       { return outcome(fsFile(opSync, fd, 0, 0)) }

func Getcwd(buf []byte) (n int, err error) {
	cwd := fsGetcwd()
	if len(cwd) > len(buf) {
		return 0, ERANGE
	}
	return copy(buf, cwd), nil
}

func Getwd() (wd string, err error) { return fsGetcwd(), nil }

func Chdir(path string) error { return onPath(opChdir, path, "", 0, 0) }
func Fchdir(fd int) error     { return outcome(fsFile(opFchdir, fd, 0, 0)) }

func Readlink(path string, buf []byte) (n int, err error) {
	if err := checkPath(path); err != nil {
		return 0, err
	}
	target, errno := fsReadlink(path)
	if errno != 0 {
		return 0, errnoErr(Errno(errno))
	}
	return copy(buf, target), nil
}

func Link(path, link string) error {
	if err := checkPath(link); err != nil {
		return err
	}
	return onPath(opLink, path, link, 0, 0)
}

func Symlink(path, link string) error {
	if err := checkPath(link); err != nil {
		return err
	}
	return onPath(opSymlink, path, link, 0, 0)
}

func stat(path string, follow bool, st *Stat_t) error {
	if err := checkPath(path); err != nil {
		return err
	}
	return outcome(fsStat(path, follow, st))
}

func Stat(path string, st *Stat_t) error  { return stat(path, true, st) }
func Lstat(path string, st *Stat_t) error { return stat(path, false, st) }

func Fstat(fd int, st *Stat_t) error {
	if pipeEnd(fd) != nil {
		*st = Stat_t{Mode: S_IFIFO | 0600}
		return nil
	}
	return outcome(fsFstat(fd, st))
}

func Dup(fd int) (int, error)  { return 0, ENOSYS }
func Dup2(fd, newfd int) error { return ENOSYS }
func Getpid() int              { return 2 }
func Getppid() int             { return 1 }

func Getuid() int {
	uid, _ := fsUser()
	return uid
}

func Getgid() int {
	_, gid := fsUser()
	return gid
}

func Geteuid() int { return Getuid() }
func Getegid() int { return Getgid() }

func Getgroups() ([]int, error) { return []int{Getgid()}, nil }

var mask = 022

func Umask(new int) (old int) {
	old, mask = mask, new
	return old
}

// A pipe is a buffer with a writing end and a reading end, whose numbers lie above those of the host's files.
type pipe struct {
	mu      sync.Mutex
	changed sync.Cond
	buf     []byte
	open    [2]bool
}

type end struct {
	*pipe
	which int
}

const (
	firstPipe = 1 << 20
	pipeSize  = 64 << 10

	reading = 0
	writing = 1
)

var pipes []*end

func pipeEnd(fd int) *end {
	if at := fd - firstPipe; at >= 0 && at < len(pipes) {
		return pipes[at]
	}
	return nil
}

// Pipe makes a pipe: fd[0] reads and fd[1] writes.
func Pipe(fd []int) error {
	if len(fd) != 2 {
		return EINVAL
	}
	p := &pipe{open: [2]bool{true, true}}
	p.changed.L = &p.mu
	fd[0], fd[1] = firstPipe+len(pipes), firstPipe+len(pipes)+1
	pipes = append(pipes, &end{p, reading}, &end{p, writing})
	return nil
}

func (e *end) read(b []byte) (int, error) {
	if e.which != reading {
		return 0, EBADF
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	for len(e.buf) == 0 && e.open[writing] {
		e.changed.Wait()
	}
	n := copy(b, e.buf)
	e.buf = e.buf[n:]
	e.changed.Broadcast()
	return n, nil
}

func (e *end) write(b []byte) (int, error) {
	if e.which != writing {
		return 0, EBADF
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	for n := 0; n < len(b); {
		for len(e.buf) >= pipeSize && e.open[reading] {
			e.changed.Wait()
		}
		if !e.open[reading] {
			return n, EPIPE
		}
		some := min(len(b)-n, pipeSize-len(e.buf))
		e.buf = append(e.buf, b[n:n+some]...)
		n += some
		e.changed.Broadcast()
	}
	return len(b), nil
}

func (e *end) close(fd int) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.open[e.which] = false
	pipes[fd-firstPipe] = nil
	e.changed.Broadcast()
	return nil
}
