package main

import "fmt"

// Load counts the rows up to the first empty one.
// At its end it writes one line to the log, in every case.
func Load(rows []string, log func(line string)) int {
	good := 0
	defer log(fmt.Sprintf("%d rows loaded", good))

	for _, row := range rows {
		if row == "" {
			return good
		}
		good++
	}
	return good
}

func main() {
	log := func(line string) { fmt.Println("log:", line) }
	Load([]string{"107.4,258", "68.0,142", ""}, log)
}
