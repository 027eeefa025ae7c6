package syscall

import "internal/strconv"

// Error returns the words that Go has for the number on most systems, which begin with a small letter.
func (e Errno) Error() string {
	switch e {
	case EBADF:
		return "bad file descriptor"
	case ENOSYS:
		return "function not implemented"
	}
	if e < 0 || int(e) >= len(errorstr) || errorstr[e] == "" {
		return "errno " + strconv.Itoa(int(e))
	}
	text := errorstr[e]
	if c := text[0]; 'A' <= c && c <= 'Z' && (len(text) < 2 || text[1] >= 'a' || text[1] == ' ') {
		return string(c+'a'-'A') + text[1:]
	}
	return text
}
