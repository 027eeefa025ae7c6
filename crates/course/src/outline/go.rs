//! Chapters 1 to 3: the language, what of it machine learning leans on, and its libraries.

use crate::{Chapter, Topic};

pub const QUICK_OVERVIEW: Chapter = Chapter {
    number: 1,
    title: "Quick overview of Go",
    topics: &[
        Topic::ready(
            "overview-of-go",
            "Overview of Go",
            "A program is made of packages, functions and values, and `go run` turns their text into something that runs.",
        ),
        Topic::ready(
            "variadic-functions",
            "Variadic functions",
            "A last parameter written `...T` arrives as a slice, and `xs...` hands a slice on as it is.",
        ),
        Topic::ready(
            "closure",
            "Closure",
            "A function keeps the variables it was born beside, and sees them change.",
        ),
        Topic::ready(
            "recursion",
            "Recursion",
            "A function may call itself; every call puts a frame on the stack until one returns.",
        ),
        Topic::ready(
            "defer-panic-recover",
            "Defer, panic, recover",
            "Deferred calls run last in, first out, even while a panic unwinds, so one bad row need not cost the good ones.",
        ),
        Topic::ready(
            "pointers",
            "Pointers",
            "An address lets two parts of a program share one value instead of each having a copy.",
        ),
        Topic::ready(
            "the-address-and-dereference-operators",
            "The * and & operators",
            "`&` takes the address of a variable and `*` follows an address to what lies there.",
        ),
    ],
};

pub const FEATURES_FOR_ML: Chapter = Chapter {
    number: 2,
    title: "Go features for ML",
    topics: &[
        Topic::ready(
            "structs",
            "Structs",
            "A record has a layout in memory: its fields stand in order, with padding that you can see and save.",
        ),
        Topic::ready(
            "methods",
            "Methods",
            "A function on a type works on a copy or on the original, as its receiver says.",
        ),
        Topic::ready(
            "interfaces",
            "Interfaces",
            "Whatever has the right methods fits, so one scoring loop serves every learner.",
        ),
        Topic::ready(
            "concurrency",
            "Concurrency",
            "A program split into independent parts can read, normalise and train as a pipeline, on one processor or many.",
        ),
        Topic::ready(
            "goroutines",
            "Goroutines",
            "A goroutine is a thread so cheap that thousands are fine, and a scheduler shares the processors among them.",
        ),
        Topic::ready(
            "core-packages",
            "Core packages",
            "The standard library reads, parses, sorts and prints: a CSV becomes a JSON report without a dependency.",
        ),
        Topic::ready(
            "hashes-and-cryptography",
            "Hashes and cryptography",
            "A hash tells whether a model file changed by one bit, and a signature tells who made it.",
        ),
    ],
};

pub const LIBRARIES: Chapter = Chapter {
    number: 3,
    title: "Machine-learning libraries for Go",
    topics: &[
        Topic::planned(
            "gorgonia",
            "Gorgonia",
            "You write an expression; the library keeps it as a graph and walks it backwards for the gradients.",
        ),
        Topic::planned(
            "goro",
            "Goro",
            "Layers stacked as in Keras save you the arithmetic of shapes, not the thinking about them.",
        ),
        Topic::planned(
            "mlgo",
            "MLGo",
            "Clustering finds groups in data that nobody has labelled, and has a score for how clear they are.",
        ),
        Topic::planned(
            "goml",
            "GoML",
            "A model can learn from a stream, one example at a time, and forget the example again.",
        ),
        Topic::planned(
            "golearn",
            "GoLearn",
            "Load, fit, predict, score: one shape of program for every learner, as scikit-learn made it known.",
        ),
        Topic::planned(
            "future-of-ml-in-go",
            "Future of ML in Go",
            "A library's last release, licence and need for cgo tell more of its future than its README.",
        ),
    ],
};
