package math

// Floor, Ceil and Trunc are instructions of the machine; their Go versions stand behind these for the rest.

const haveArchFloor = false

func archFloor(x float64) float64 { panic("not implemented") }

const haveArchCeil = false

func archCeil(x float64) float64 { panic("not implemented") }

const haveArchTrunc = false

func archTrunc(x float64) float64 { panic("not implemented") }
