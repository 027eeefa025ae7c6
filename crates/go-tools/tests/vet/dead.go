package d

func a(n int) int {
	for {
		n++
		if n > 3 {
			break
		}
	}
	switch n {
	case 1:
		return 1
		n = 2
	default:
		panic("x")
	}
	n = 3
	return n
}

func b() {
L:
	for {
		for {
			break L
		}
		println(1)
	}
	println(2)
	goto M
	println(3)
M:
	select {}
	println(4)
	println(5)
}

func c() {
	return
	func() {
		return
		println()
	}()
}
