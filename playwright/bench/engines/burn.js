// Burn: the worker's wasm as the site ships it, with its own `bench` instead of its messages.
import { answerWith } from "./answer.js";

const backend = new URL(location.href).searchParams.get("backend");
const flavour = backend === "cpu" ? "train-cpu" : "train-gpu";
let worker;

answerWith({
  async load() {
    const folder = new URL(`/pkg/${flavour}/`, location.href);
    worker = await import(new URL("burrow_worker.js", folder));
    await worker.default({ module_or_path: new URL("burrow_worker_bg.wasm", folder) });
  },
  open: () => worker.openDevice(),
  bench: (work, warmUp, steps) => worker.bench(work, warmUp, steps),
});
