package main

import (
	"testing"
	"time"
)

func registry() *Registry {
	return &Registry{versions: map[string]int{"forest": 2}}
}

// publish calls Publish, and fails the test if it does not return.
func publish(t *testing.T, r *Registry, name string, version int) error {
	t.Helper()
	result := make(chan error, 1)
	go func() { result <- r.Publish(name, version) }()
	select {
	case err := <-result:
		return err
	case <-time.After(time.Second):
		t.Fatalf("Publish waits for ever: the lock is still held by an earlier call.\n  input: %s, version %d\n  want: an answer\n  got: none", name, version)
		return nil
	}
}

func TestNewerVersionIsStored(t *testing.T) {
	r := registry()
	if err := publish(t, r, "forest", 3); err != nil || r.versions["forest"] != 3 {
		t.Fatalf("Version 3 should replace version 2.\n  input: forest, version 3\n  want: 3 and no error\n  got: %d and %v", r.versions["forest"], err)
	}
}

func TestOldVersionIsRefused(t *testing.T) {
	r := registry()
	if err := publish(t, r, "forest", 2); err == nil || r.versions["forest"] != 2 {
		t.Fatalf("Version 2 is already known and should be refused.\n  input: forest, version 2\n  want: an error\n  got: %v", err)
	}
}

func TestRegistryGoesOnAfterAnError(t *testing.T) {
	r := registry()
	publish(t, r, "forest", 1)
	if err := publish(t, r, "tree", 1); err != nil {
		t.Fatalf("After a refused version the next model should still be stored.\n  input: tree, version 1\n  want: no error\n  got: %v", err)
	}
}

func TestOneAtATime(t *testing.T) {
	r := registry()
	r.mu.Lock()
	done := make(chan bool, 1)
	go func() {
		r.Publish("tree", 1)
		done <- true
	}()
	select {
	case <-done:
		t.Fatalf("Publish goes on while somebody else holds the lock. Keep the lock, and give it back.")
	case <-time.After(100 * time.Millisecond):
		r.mu.Unlock()
	}
	select {
	case <-done:
	case <-time.After(time.Second):
		t.Fatalf("Publish does not go on when the lock becomes free.")
	}
}
