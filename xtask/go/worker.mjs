// Runs the Go worker in Node, for measuring and for conformance: the page's end is a pair of pipes.
//
//   node worker.mjs SCRIPT
//
// Standard input and output are frames: four bytes with the length, the lowest first, and so many bytes of a message. A worker that
// has failed says so on standard error, and its process ends.
import { readFileSync, writeSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";

function write(bytes) {
  const head = Buffer.alloc(4);
  head.writeUInt32LE(bytes.length);
  let frame = Buffer.concat([head, bytes]);
  while (frame.length > 0) frame = frame.subarray(writeAll(frame));
}

// A full pipe is no error: the other side is at work.
function writeAll(frame) {
  try {
    return writeSync(1, frame);
  } catch (error) {
    if (error.code === "EAGAIN") return 0;
    throw error;
  }
}

function fail(reason) {
  console.error(reason);
  process.exit(70);
}

// What a worker finds in a browser.
globalThis.self = globalThis;
globalThis.postMessage = (data) => {
  if (data.failed) fail(data.failed);
  if (data instanceof ArrayBuffer) write(Buffer.from(data));
};
const listeners = { unhandledrejection: "unhandledRejection" };
globalThis.addEventListener = (event, listener) => process.on(listeners[event] ?? event, (reason) => listener({ reason }));
globalThis.fetch = async (address) => {
  const file = fileURLToPath(address);
  const type = file.endsWith(".wasm") ? "application/wasm" : "text/plain";
  return new Response(readFileSync(file), { headers: { "Content-Type": type } });
};
// Node handles a thousand messages that a port sends to itself before it looks at its input; a browser takes turns.
globalThis.MessageChannel = class {
  port1 = {};
  port2 = { postMessage: () => setImmediate(() => this.port1.onmessage?.({})) };
};
process.on("uncaughtException", (error) => fail(error?.stack ?? error));

await import(pathToFileURL(process.argv[2]));

let waiting = Buffer.alloc(0);
process.stdin.on("data", (bytes) => {
  waiting = Buffer.concat([waiting, bytes]);
  while (waiting.length >= 4 && waiting.length >= 4 + waiting.readUInt32LE()) {
    const end = 4 + waiting.readUInt32LE();
    const message = waiting.subarray(4, end);
    waiting = waiting.subarray(end);
    self.onmessage({ data: message.buffer.slice(message.byteOffset, message.byteOffset + message.length) });
  }
});
process.stdin.on("end", () => process.exit(0));
