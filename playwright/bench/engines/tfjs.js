// TensorFlow.js with one of its backends.
import * as tf from "@tensorflow/tfjs";
import "@tensorflow/tfjs-backend-webgpu";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import { answerWith } from "./answer.js";
import { makeWork } from "./tfjs-works.js";

const backend = new URL(location.href).searchParams.get("backend");

async function open() {
  if (!(await tf.setBackend(backend))) throw new Error(`There is no ${backend} backend here.`);
  await tf.ready();
}

async function bench(name, warmUp, steps) {
  const began = performance.now();
  const work = makeWork(name);
  try {
    await run(work, 1);
    const first = performance.now() - began;
    await run(work, Math.max(warmUp, 1));
    const warm = performance.now();
    await run(work, Math.max(steps, 1));
    return [first, (performance.now() - warm) / Math.max(steps, 1)];
  } finally {
    work.dispose();
  }
}

// A GPU gets all steps before the last one is waited for.
async function run(work, times) {
  for (let i = 1; i < times; i++) work.step(false)?.dispose();
  const last = work.step(true);
  await last.data();
  last.dispose();
}

answerWith({
  async load() {
    // Its best: no checks, SIMD. (Threads need headers that a static host does not send.)
    tf.enableProdMode();
    setWasmPaths("/tfjs-wasm/");
    if (backend !== "wasm") return;
    const simd = await tf.env().getAsync("WASM_HAS_SIMD_SUPPORT");
    if (!simd) throw new Error("There is no SIMD here.");
    // This backend's own file is fetched and compiled here, as that of burn's worker is.
    await open();
  },
  open,
  bench,
});
