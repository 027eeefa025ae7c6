package main

func worker(in <-chan int, out chan<- int) {
	for v := range in {
		out <- v * v
	}
	close(out)
}

type big struct {
	a, b string
	c    int8
}

func main() {
	in, out := make(chan int), make(chan int, 2)
	go worker(in, out)
	go func() {
		for i := range 5 {
			in <- i
		}
		close(in)
	}()
	s := 0
	for v := range out {
		s += v
	}
	println(s)
	done := make(chan bool)
	total := 0
	for i := range 300 {
		go func() { total += i; done <- true }()
	}
	for range 300 {
		<-done
	}
	println(total)
	a, b := make(chan big, 1), make(chan int8)
	counts := [3]int{}
	go func() {
		for range 100 {
			b <- -3
		}
		close(b)
	}()
	for n := 0; n < 200; n++ {
		select {
		case v, ok := <-b:
			if !ok {
				b = nil
				continue
			}
			counts[0] += int(v)
		case a <- big{"x", "y", 7}:
			counts[1]++
		case v := <-a:
			counts[2] += len(v.a+v.b) + int(v.c)
		}
	}
	println(counts[1] > 0, counts[0] == -3*3 || counts[0] <= 0)
	select {
	case <-make(chan int):
	default:
		println("default")
	}
	var mu = make(chan struct{}, 1)
	n := 0
	for range 10 {
		go func() {
			for range 100 {
				mu <- struct{}{}
				n++
				<-mu
			}
			done <- true
		}()
	}
	for range 10 {
		<-done
	}
	println(n, len(a) <= 1, cap(a))
}
