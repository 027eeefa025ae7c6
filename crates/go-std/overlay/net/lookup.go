package net

import (
	"context"

	"golang.org/x/net/dns/dnsmessage"
)

// tryOneName asks nobody: there is no network but the one inside the program.
func (r *Resolver) tryOneName(ctx context.Context, cfg *dnsConfig, name string, qtype dnsmessage.Type) (dnsmessage.Parser, string, error) {
	return dnsmessage.Parser{}, "", &DNSError{Err: "there is no network here", Name: name, IsNotFound: true}
}

// lookupStaticHost knows this machine alone.
func lookupStaticHost(host string) ([]string, string) {
	if host == "localhost" || host == "localhost." {
		return []string{"127.0.0.1", "::1"}, host
	}
	return nil, ""
}
