// How every worker begins: messages wait until its program is there, and what goes wrong is told in words.

// Fetches the wasm, telling the page how much of it has come.
export async function fetchProgram(file, total) {
  const response = await fetch(file);
  if (!response.ok) throw new Error(`The worker's program could not be fetched (${response.status}).`);
  let loaded = 0;
  const count = new TransformStream({
    transform(chunk, controller) {
      loaded += chunk.byteLength;
      self.postMessage({ loading: { loaded, total } });
      controller.enqueue(chunk);
    },
  });
  const headers = { "Content-Type": "application/wasm" };
  return new Response(response.body.pipeThrough(count), { headers });
}

function fail(reason) {
  self.postMessage({ failed: String(reason?.message ?? reason) });
}

// Runs `main` and then hands messages over to `receive`, those first that have come meanwhile.
export function boot(main, receive) {
  const waiting = [];
  let started = false;
  self.onmessage = ({ data }) => {
    if (started) receive(new Uint8Array(data));
    else waiting.push(data);
  };
  // A rejected promise in a worker raises no error event on the page.
  self.addEventListener("unhandledrejection", ({ reason }) => fail(reason));
  main()
    .then(() => {
      started = true;
      for (const data of waiting) receive(new Uint8Array(data));
    })
    .catch(fail);
}
