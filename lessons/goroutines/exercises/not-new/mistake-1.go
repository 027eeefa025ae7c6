package main

import (
	"fmt"
	"sync"
)

// Registry keeps the newest version of each model.
type Registry struct {
	mu       sync.Mutex
	versions map[string]int
}

// Publish stores a version, if it is newer than the one that is known.
func (r *Registry) Publish(name string, version int) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if version <= r.versions[name] {
		return fmt.Errorf("%s: version %d is not new", name, version)
	}
	r.versions[name] = version
	r.mu.Unlock()
	return nil
}

func main() {
	r := &Registry{versions: map[string]int{}}
	fmt.Println(r.Publish("forest", 2))
	fmt.Println(r.Publish("forest", 1))
}
