package main

import "fmt"

// Always gives the same answer to everything.
type Always string

// Threshold looks at one number only.
type Threshold struct {
	Cut float64
}

// Describe says in words what kind of model it was given.
func Describe(model ____) string {
	switch m := model.(type) {
	case nil:
		return "no model"
	case Always:
		return "always " + ____(m)
	case ____:
		return fmt.Sprintf("cut at %.1f cm", m.Cut)
	____:
		return fmt.Sprintf("a model of type %T", m)
	}
}

func main() {
	fmt.Println(Describe(Always("setosa")))
	fmt.Println(Describe(Threshold{2.5}))
	fmt.Println(Describe(3.14))
	fmt.Println(Describe(nil))
}
