//burrow:omit roundtrip_js.go

package http

// RoundTrip sends a request: there is no network but the one inside the program.
func (t *Transport) RoundTrip(req *Request) (*Response, error) {
	if t == nil {
		panic("transport is nil")
	}
	return t.roundTrip(req)
}
