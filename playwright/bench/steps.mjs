// Step times of all engines: first steps in fresh workers, then warm steps in turns.
import { nameOf, pairs } from "./plan.mjs";

/** All pairs do one work after the other; `leftOut` says which could not, and why. */
export async function measureSteps(page, works, plan, tell) {
  const rows = [];
  const leftOut = [];
  for (const work of works) {
    tell(work);
    const running = pairs.map((pair) => ({ pair, first: [], warm: [] }));
    const without = (one, error) => {
      leftOut.push(`${nameOf(one.pair)} × ${work}: ${reason(error)}`);
      running.splice(running.indexOf(one), 1);
    };
    await inTurns(running, plan.firstRounds, without, async ({ pair, first }) => {
      first.push(await firstStep(page, pair, work));
    });
    await inTurns(running, 1, without, async (one) => {
      await start(page, one.pair);
      one.steps = await warmUp(page, one.pair, work, plan);
    });
    await inTurns(running, plan.rounds, without, async ({ pair, warm, steps }) => {
      warm.push((await ask(page, pair, { work, warmUp: Math.ceil(steps / 10), steps })).stepMs);
    });
    for (const { pair, warm, first } of running) {
      await stop(page, pair);
      const [step_ms, first_step_ms] = [warm, first].map(median).map(inMicroseconds);
      rows.push({ work, ...pair, step_ms, first_step_ms });
    }
  }
  return { rows, leftOut };
}

// Each does its part once a round, another one first each time, so that whatever else the
// machine does meets them all. One that cannot is left out.
async function inTurns(running, rounds, without, part) {
  for (let round = 0; round < rounds; round++) {
    const order = running.map((_, i) => running[(i + round) % running.length]);
    for (const one of order) {
      try {
        await part(one);
      } catch (error) {
        without(one, error);
      }
    }
  }
}

async function firstStep(page, pair, work) {
  await start(page, pair);
  try {
    return (await ask(page, pair, { work, warmUp: 1, steps: 1 })).firstStepMs;
  } finally {
    await stop(page, pair);
  }
}

// Steps until the engine's code is compiled and optimised; the number of steps of a round.
async function warmUp(page, pair, work, { warmUpMs, roundMs, fewestSteps }) {
  const began = performance.now();
  let steps = fewestSteps;
  do {
    const { stepMs } = await ask(page, pair, { work, warmUp: 1, steps });
    steps = Math.max(fewestSteps, Math.round(roundMs / stepMs));
  } while (performance.now() - began < warmUpMs);
  return steps;
}

const start = (page, pair) =>
  page.evaluate(([name, pair]) => globalThis.bench.start(name, pair), [nameOf(pair), pair]);
const ask = (page, pair, request) =>
  page.evaluate(([name, request]) => globalThis.bench.ask(name, request), [nameOf(pair), request]);
const stop = (page, pair) => page.evaluate((name) => globalThis.bench.stop(name), nameOf(pair));

// Playwright puts its own words around an error's first line.
const reason = (error) => error.message.split("\n")[0].replace(/^page\.evaluate: (Error: )?/, "");

// Browsers' clocks tell no more.
const inMicroseconds = (ms) => Math.round(ms * 1000) / 1000;

export function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[(sorted.length - 1) >> 1];
}
