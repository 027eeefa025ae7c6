package main

type point struct{ x, y int }
type named struct {
	name string
	at   [2]float64
	_    int
	any  any
}
type big [40]int

func main() {
	bytes := map[int8]uint16{-1: 1, 127: 2, -128: 3}
	bytes[-1] += 5
	println(len(bytes), bytes[-1], bytes[-128], bytes[0])
	bools := map[bool]string{true: "yes"}
	bools[false] = "no"
	println(bools[true], bools[!true])
	words := map[uint32]int{1<<32 - 1: 7}
	println(words[1<<32-1], words[0])
	zero := 0.0
	floats := map[float64]int{zero: 1}
	floats[-zero]++
	nan := zero / zero
	floats[nan], floats[nan] = 1, 2
	_, found := floats[nan]
	println(len(floats), floats[0], found)
	delete(floats, nan)
	println(len(floats))
	clear(floats)
	println(len(floats))
	numbers := map[complex128]int{complex(1, 2): 3}
	println(numbers[1+2i], numbers[1])
	points := map[point]*point{}
	for i := range 50 {
		points[point{i, -i}] = &point{i * i, i}
	}
	println(len(points), points[point{7, -7}].x, points[point{7, 7}] == nil)
	structs := map[named]int{}
	structs[named{"a", [2]float64{0, 1}, 1, 5}] = 1
	structs[named{"a", [2]float64{zero * -1, 1}, 2, 5}] += 2
	structs[named{"a", [2]float64{0, 1}, 1, "5"}] += 4
	println(len(structs), structs[named{"a", [2]float64{0, 1}, 3, 5}])
	anys := map[any]int{1: 1, int8(1): 2, "1": 3, point{1, 1}: 4, [1]int{1}: 5, nil: 6, 1.0: 7}
	println(len(anys), anys[1], anys[int8(1)], anys["1"], anys[point{1, 1}], anys[[1]int{1}], anys[nil], anys[1.0], anys[uint(1)])
	large := map[string]big{}
	for i := range 20 {
		var b big
		b[39] = i
		large[string(rune('a'+i))] = b
	}
	sum := 0
	for _, b := range large {
		sum += b[39]
	}
	println(len(large), sum, large["c"][39], large["?"][39])
	nested := map[string]map[int][]string{}
	for i := range 30 {
		key := "k" + string(rune('0'+i%3))
		if nested[key] == nil {
			nested[key] = map[int][]string{}
		}
		nested[key][i%5] = append(nested[key][i%5], key)
	}
	last := nested["k2"][2]
	println(len(nested), len(nested["k1"]), len(nested["k1"][4]), last[1])
	var none map[string]int
	println(len(none), none["x"])
	delete(none, "x")
	for range none {
		println("never")
	}
	counts := map[int]int{}
	for i := range 300 {
		counts[i] = i
	}
	visits, total := 0, 0
	for k, v := range counts {
		visits++
		total += v
		delete(counts, k)
		delete(counts, (k+150)%300)
		counts[k+1000] = 0
		if visits > 1000 {
			break
		}
	}
	println(visits >= 150, counts[1] == 0)
	for k := range counts {
		delete(counts, k)
	}
	println(len(counts))
	pointers := map[*int]int{}
	list := make([]*int, 20)
	for i := range list {
		list[i] = new(int)
		pointers[list[i]] = i
	}
	total = 0
	for i, p := range list {
		if pointers[p] == i {
			total++
		}
	}
	println(total)
}
