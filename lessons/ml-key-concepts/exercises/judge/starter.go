package main

import "fmt"

// Report says how well a model recognises one class. All are shares from 0 to 1.
type Report struct {
	Accuracy  float64 // of all answers, how many are right?
	Recall    float64 // of all that are of the class, how many were found?
	Precision float64 // of all answers that name the class, how many are right?
}

// Judge compares what is true with what the model answered, place by place.
// Where there is nothing to take a share of, the share is 0.
func Judge(truth, answers []string, class string) Report {
	return Report{}
}

func main() {
	truth := make([]string, 100)
	answers := make([]string, 100)
	for i := range 100 {
		truth[i], answers[i] = "good", "good"
	}
	truth[17] = "faulty"
	fmt.Printf("all called good: %+v\n", Judge(truth, answers, "faulty"))

	answers[17], answers[18], answers[19] = "faulty", "faulty", "faulty"
	fmt.Printf("three rejected:  %+v\n", Judge(truth, answers, "faulty"))
}
