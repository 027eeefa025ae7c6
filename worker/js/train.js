// The entry of both training workers. WASM_FILE and WASM_BYTES are written in by the build.
import init, { openDevice, receive, start } from "burrow-worker-pkg";
import { findAdapter } from "./adapter.js";
import { boot, fetchProgram } from "./boot.js";

// Without an adapter, nothing of the GPU worker's megabytes is fetched.
async function adapter() {
  if (!WASM_FILE.startsWith("train-gpu")) return { name: "", software: false };
  const found = await findAdapter();
  if (!found) throw new Error("This browser offers no GPU adapter for WebGPU.");
  return found;
}

boot(async () => {
  const { name, software } = await adapter();
  await init({ module_or_path: fetchProgram(new URL(WASM_FILE, import.meta.url), WASM_BYTES) });
  await openDevice();
  start(name, software);
}, receive);
