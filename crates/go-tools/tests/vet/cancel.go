package c

import (
	"context"
	"os"
	"time"
)

func a(ctx context.Context, b bool) {
	ctx, _ = context.WithCancel(ctx)
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	if b {
		return
	}
	cancel()
}

func b(ctx context.Context) (c context.Context, cancel func()) {
	c, cancel = context.WithCancel(ctx)
	return
}

func c(n int) {
	var ctx, cancel = context.WithCancelCause(context.Background())
	for n > 0 && ctx.Err() == nil {
		n--
		switch n {
		case 3:
			os.Exit(1)
		case 4:
			cancel(nil)
			return
		}
	}
	_ = ctx
}

func d() {
	_, cancel := context.WithCancel(context.Background())
	defer cancel()
	func() {
		_, cancel := context.WithCancel(context.Background())
		for {
			if cancel != nil {
				panic(1)
			}
		}
	}()
}
