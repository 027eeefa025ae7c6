package p

func f(a []int, c chan int) (err error) {
	var x, y = 1, 2
	const k = iota
	type t int
	x, y = y, x
	x += 2; y <<= 1; x++; y--
	if v, ok := m[x]; ok && v == (T{1}) {
		return
	} else if x > 0 {
		c <- x
	} else {
		go func() { <-c }()
		defer close(c)
	}
outer:
	for i := 0; i < 10; i++ {
		for k, v := range a {
			continue outer
		}
		for range c {
			break
		}
		for x < 3 {
			goto end
		}
	}
	switch x := x + 1; x {
	case 1, 2:
		fallthrough
	default:
		{
		}
	}
	switch v := e.(type) {
	case int, *T, nil:
	case func():
	}
	select {
	case c <- 1:
	case v, ok := <-c:
	case <-d:
	default:
	}
end:
}
