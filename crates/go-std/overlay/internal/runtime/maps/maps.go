//burrow:replace

// Package maps is empty: the machine has maps of its own.
package maps

const Use64BitHash = true
