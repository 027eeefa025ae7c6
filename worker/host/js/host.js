// What the worker asks of its browser: a clock, a way out, a way to let messages in.

const scope = globalThis;
const channel = new MessageChannel();
let resume;
channel.port1.onmessage = () => resume?.();

// Sends a message to the page; its buffer moves there.
export function post(bytes) {
  scope.postMessage(bytes.buffer, [bytes.buffer]);
}

// Says that the worker is of no more use, in words.
export function fail(sentence) {
  scope.postMessage({ failed: sentence });
}

// Milliseconds.
export function now() {
  return performance.now();
}

// Resolves in the next task, after the messages that are waiting. A timer would take four
// milliseconds for the same.
export function nextTask() {
  return new Promise((resolve) => {
    resume = resolve;
    channel.port2.postMessage(null);
  });
}

// Calls back after some milliseconds.
export function later(callback, milliseconds) {
  setTimeout(callback, milliseconds);
}
