// The entry of both training workers: fetches the wasm with its progress, starts it, and
// hands messages over. WASM_FILE and WASM_BYTES are written in by the build.
import init, { openDevice, receive, start } from "burrow-worker-pkg";
import { findAdapter } from "./adapter.js";

const waiting = [];
let started = false;

self.onmessage = ({ data }) => {
  if (started) receive(new Uint8Array(data));
  else waiting.push(data);
};

// A rejected promise in a worker raises no error event on the page.
self.addEventListener("unhandledrejection", ({ reason }) => fail(reason));

function fail(reason) {
  self.postMessage({ failed: String(reason?.message ?? reason) });
}

// The response again, telling the page how much of it has come.
function withProgress(response) {
  let loaded = 0;
  const count = new TransformStream({
    transform(chunk, controller) {
      loaded += chunk.byteLength;
      self.postMessage({ loading: { loaded, total: WASM_BYTES } });
      controller.enqueue(chunk);
    },
  });
  const headers = { "Content-Type": "application/wasm" };
  return new Response(response.body.pipeThrough(count), { headers });
}

// Without an adapter, nothing of the GPU worker's megabytes is fetched.
async function adapter() {
  if (!WASM_FILE.startsWith("train-gpu")) return { name: "", software: false };
  const found = await findAdapter();
  if (!found) throw new Error("This browser offers no GPU adapter for WebGPU.");
  return found;
}

async function main() {
  const { name, software } = await adapter();
  const response = await fetch(new URL(WASM_FILE, import.meta.url));
  if (!response.ok) throw new Error(`The training program could not be fetched (${response.status}).`);
  await init({ module_or_path: withProgress(response) });
  await openDevice();
  start(name, software);
  started = true;
  for (const data of waiting) receive(new Uint8Array(data));
}

main().catch(fail);
