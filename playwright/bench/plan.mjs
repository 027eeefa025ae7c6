// What is compared, for how long, and what it should come to.

export const works = ["mlp-2-8-8-2", "mlp-2-64-64-2", "mlp-64-128-10", "cnn-28", "matmul-512"];

/** Burn's CPU build is WebAssembly too: `wasm` is the name of a backend of TensorFlow.js. */
export const pairs = [
  { engine: "burn", backend: "cpu" },
  { engine: "tfjs", backend: "cpu" },
  { engine: "tfjs", backend: "wasm" },
  { engine: "burn", backend: "webgpu" },
  { engine: "tfjs", backend: "webgpu" },
];

/** Odd numbers of rounds, so that the median is one of them. */
export const measured = { rounds: 5, firstRounds: 3, warmUpMs: 3000, roundMs: 500, fewestSteps: 5 };
/** To see that everything runs; its numbers mean nothing. */
export const quick = { rounds: 1, firstRounds: 1, warmUpMs: 100, roundMs: 100, fewestSteps: 1 };

/** How many times as fast as TensorFlow.js burn should be at least, step by step. */
export const goals = [
  { work: "mlp-2-8-8-2", backend: "cpu", ratio: 1.5 },
  { work: "mlp-2-64-64-2", backend: "cpu", ratio: 1.5 },
  { work: "mlp-64-128-10", backend: "cpu", ratio: 1.5 },
  { work: "cnn-28", backend: "cpu", ratio: 20 },
  { work: "matmul-512", backend: "cpu", ratio: 0.9 },
  { work: "cnn-28", backend: "webgpu", ratio: 1 },
];

/** What the real page should do. */
export const pageGoals = { framesPerSecond: 55, mapsPerSecond: 10, firstStepMs: 100 };

/** What every page should stay below when it is visited for the first time. */
export const pageSpeedGoals = { lcp_ms: 1000, blocked_ms: 200, shift: 0.05 };
/** Milliseconds from which on a task of the page's thread is long; what is more, blocks. */
export const LONG_MS = 50;

export const nameOf = ({ engine, backend }) => `${engine} ${backend}`;

/** What the Go page should do while a program has no end, and how soon 300 lines are formatted. */
export const goGoals = { framesPerSecond: 55, stopMs: 50, formatMs: 100 };

const goProgram = (body) => `package main\n\nimport "fmt"\n\nfunc main() {\n${body}\n}\n`;

/** Programs that go on: `Sprint` is there so that each imports fmt. */
export const endless = [
  { name: "endless loop", source: goProgram("\tfmt.Sprint()\n\tfor {\n\t}") },
  { name: "flood", source: goProgram('\tfor i := 0; ; i++ {\n\t\tfmt.Println("line", i)\n\t}') },
  {
    name: "memory hog",
    // It keeps 200 MB and makes garbage beside it: the collector is never done.
    source: goProgram("\tkept := make([][]byte, 200)\n\tfor i := 0; ; i++ {\n\t\tkept[i%len(kept)] = make([]byte, 1<<20)\n\t\tfmt.Sprint(i)\n\t}"),
  },
  {
    name: "100,000 goroutines",
    source: goProgram("\tfor range 100000 {\n\t\tgo func() {\n\t\t\tfor {\n\t\t\t\tfmt.Sprint()\n\t\t\t}\n\t\t}()\n\t}\n\tselect {}"),
  },
];

/** 300 lines that gofmt has something to do on. */
export const longSource = `package main\n\nimport "fmt"\n\n${Array.from(
  { length: 37 },
  (_, n) => `func f${n}(a ,b int) int {\nx:=a+b*${n}\n  for i:=0;i<10;i++ {\n\tx+=i // step\n}\n\treturn x\n}\n`,
).join("\n")}\nfunc main() { fmt.Println(f1(1,2)) } \n`;
