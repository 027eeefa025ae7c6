package constanttime

func boolToUint8(b bool) uint8 {
	if b {
		return 1
	}
	return 0
}
