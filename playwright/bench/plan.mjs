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
