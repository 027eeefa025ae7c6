package main

import (
	"fmt"
	"math/rand/v2"
	"slices"
)

// Split mixes the rows by chance and cuts them in two. The same seed gives
// the same split. The caller's rows keep their order.
func Split(rows []string, share float64, seed uint64) (train, test []string) {
	chance := rand.New(rand.NewPCG(seed, 0))
	mixed := slices.Clone(rows)
	chance.Shuffle(len(mixed), func(i, j int) {
		mixed[i], mixed[j] = mixed[j], mixed[i]
	})
	cut := int(share * float64(len(mixed)))
	return mixed[:cut], mixed[cut:]
}

func main() {
	rows := []string{"a", "b", "c", "d", "e"}
	one, rest := Split(rows, 0.8, 7)
	two, _ := Split(rows, 0.8, 7)
	fmt.Println(len(one), len(rest), slices.Equal(one, two))
}
