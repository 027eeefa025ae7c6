package main

import "fmt"

// Node is a leaf with its species, or else a question:
// is the petal's feature below the limit?
type Node struct {
	Species string  // empty for a question
	Feature int     // 0 is the petal's length, 1 its width
	Limit   float64 // in centimetres
	Yes, No int     // where the next node stands in the tree
}

var iris = []Node{
	{Feature: 0, Limit: 2.45, Yes: 1, No: 2},
	{Species: "setosa"},
	{Feature: 1, Limit: 1.75, Yes: 3, No: 4},
	{Species: "versicolor"},
	{Species: "virginica"},
}

// Predict returns the species that the tree gives for a petal,
// beginning at the node tree[at].
func Predict(tree []Node, at int, petal []float64) string {
	node := tree[0]
	if node.Species != "" {
		return node.Species
	}
	if petal[node.Feature] < node.Limit {
		return Predict(tree, node.Yes, petal)
	}
	return Predict(tree, node.No, petal)
}

func main() {
	fmt.Println(Predict(iris, 0, []float64{1.4, 0.2}))
	fmt.Println(Predict(iris, 0, []float64{4.8, 1.8}))
}
