package p

type S struct {
	a, b int `tag:"x"`
	*T
	q.U
	G[int, string]
	h  [3]func(int) (string, error)
	i  [len(x)]chan<- <-chan int
	fn func(a int, b ...[]T) map[K]struct{ x, y float64 }
}

type I interface {
	comparable
	m1()
	m2(int, T) (a, b bool)
	~[]byte | G[T] | interface{ n() }
}

type E[P *T, Q any] struct{ P; x [4]Q }
type F[P interface{ *T }] = E[P, chan (<-chan int)]
type Z [N * 2]int

func (r E[P, _]) set(p P) *E[P, int] { return &E[P, int]{P: p, x: [...]int{1, 3: 2}} }
