package main

func produce(out chan<- int, n int) {
	for i := 1; i <= n; i++ {
		out <- i * i
	}
	close(out)
}

func main() {
	squares := make(chan int)
	go produce(squares, 3)
	sum := 0
	for s := range squares {
		sum += s
	}
	println(sum)

	names := make(chan string, 2)
	full := make(chan bool)
	done := make(chan bool)
	go func() {
		names <- "a"
		names <- "b"
		full <- true
		names <- "c"
		done <- true
	}()
	<-full
	count := 0
	for count < 4 {
		select {
		case name := <-names:
			println(name)
			count++
		case ok := <-done:
			println(ok)
			count++
		}
	}
	select {
	case v, ok := <-squares:
		println(v, ok)
	default:
		println("nothing")
	}
	<-done
}
