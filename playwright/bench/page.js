// The bench's page: starts a worker for an engine and asks it to do works, one at a time.

const workers = new Map();

globalThis.bench = {
  /** Starts a worker; resolves when its files are there and compiled. */
  async start(name, { engine, backend }) {
    const worker = new Worker(`engines/${engine}.js?backend=${backend}`, { type: "module" });
    workers.set(name, worker);
    await answer(worker);
  },

  /** Does a work; see engines/answer.js. */
  ask(name, request) {
    const worker = workers.get(name);
    const reply = answer(worker);
    // What a handler of the click does.
    worker.postMessage({ ...request, clicked: performance.timeOrigin + performance.now() });
    return reply;
  },

  stop(name) {
    workers.get(name)?.terminate();
    workers.delete(name);
  },

  /** What the GPU tells of itself, or nothing where there is none. */
  async adapter() {
    const adapter = await navigator.gpu?.requestAdapter();
    if (!adapter) return null;
    const { vendor, architecture, description, isFallbackAdapter } = adapter.info;
    const name = description || [vendor, architecture].filter(Boolean).join(" ") || "unnamed";
    return { name, software: isFallbackAdapter || /swiftshader|llvmpipe/i.test(name) };
  },
};

// The worker's next message.
function answer(worker) {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => {
      if ("failed" in data) reject(new Error(data.failed));
      else resolve(data);
    };
    worker.onerror = ({ message }) => reject(new Error(message || "The worker did not start."));
  });
}
