// The entry of the Go worker. WASM_FILE, WASM_BYTES and LIBRARY_FILE are written in by the build.
import init, { receive, start } from "burrow-worker-pkg";
import { boot, fetchProgram } from "./boot.js";

async function fetchIndex() {
  const response = await fetch(new URL(LIBRARY_FILE, import.meta.url));
  if (!response.ok) throw new Error(`Go's library could not be fetched (${response.status}).`);
  return response.text();
}

boot(async () => {
  const index = fetchIndex();
  await init({ module_or_path: fetchProgram(new URL(WASM_FILE, import.meta.url), WASM_BYTES) });
  start(await index);
}, receive);
