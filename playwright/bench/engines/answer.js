// What the workers of all engines have in common: they load, say so, and do works on request.

// Milliseconds on a clock that page and workers share.
const clock = () => performance.timeOrigin + performance.now();

/**
 * `load` fetches and compiles the engine's files; `open` makes its device; `bench(work, warmUp,
 * steps)` builds the work and gives the milliseconds from there to the end of its first step,
 * and of one of the steps after the warm-up.
 *
 * The device is made when the first work is asked for: in a worker that was just loaded,
 * `firstStepMs` is all that happens between the click and the end of the first step.
 */
export function answerWith({ load, open, bench }) {
  let opened;
  self.onmessage = async ({ data: { work, warmUp, steps, clicked } }) => {
    try {
      opened ??= open();
      await opened;
      const waited = clock() - clicked;
      const [first, step] = await bench(work, warmUp, steps);
      self.postMessage({ firstStepMs: waited + first, stepMs: step });
    } catch (error) {
      fail(error);
    }
  };
  load().then(() => self.postMessage({ ready: true }), fail);
}

function fail(error) {
  self.postMessage({ failed: String(error?.message ?? error) });
}
