package s

import "os"

func read(name string) (data []byte, err error) {
	if name != "" {
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		_ = data
	}
	return
}

func fine() (err error) {
	if _, err := os.Getwd(); err != nil {
		return err
	}
	return nil
}

func other() (n int) {
	for range 3 {
		var n = "text"
		_ = n
	}
	func() {
		n := n
		_ = n
		m, n := 1, 2
		_, _ = m, n
	}()
	{
		n := 1
		_ = n
	}
	return n
}
