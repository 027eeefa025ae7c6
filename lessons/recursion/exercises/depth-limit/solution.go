package main

import (
	"errors"
	"fmt"
)

// Node is a leaf with its species, or else a question:
// is the petal's feature below the limit?
type Node struct {
	Species string  // empty for a question
	Feature int     // 0 is the petal's length, 1 its width
	Limit   float64 // in centimetres
	Yes, No int     // where the next node stands in the tree
}

// In this tree, the answer no leads back to the first question.
var broken = []Node{
	{Feature: 0, Limit: 2.45, Yes: 1, No: 0},
	{Species: "setosa"},
}

// Predict returns the species that the tree gives for a petal, beginning
// at the node tree[at], or an error where more than left questions are needed.
func Predict(tree []Node, at int, petal []float64, left int) (string, error) {
	node := tree[at]
	if node.Species != "" {
		return node.Species, nil
	}
	if left == 0 {
		return "", errors.New("the tree is too deep")
	}
	if petal[node.Feature] < node.Limit {
		return Predict(tree, node.Yes, petal, left-1)
	}
	return Predict(tree, node.No, petal, left-1)
}

func main() {
	fmt.Println(Predict(broken, 0, []float64{1.4, 0.2}, 20))
	fmt.Println(Predict(broken, 0, []float64{4.8, 1.8}, 20))
}
