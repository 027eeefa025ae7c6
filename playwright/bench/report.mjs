// Results as text: tables, and the goals met or missed.
import { goals, goGoals, nameOf, pageGoals, pageSpeedGoals, pairs } from "./plan.mjs";

const value = (rows, work, pair, column) =>
  rows.find((row) => row.work === work && nameOf(row) === nameOf(pair))?.[column];

// How many times as fast as TensorFlow.js' best of that kind burn is; none without both.
function ratio(rows, work, backend, column) {
  const isGpu = (pair) => pair.backend === "webgpu";
  const side = (engine) =>
    pairs
      .filter((pair) => pair.engine === engine && isGpu(pair) === (backend === "webgpu"))
      .map((pair) => value(rows, work, pair, column))
      .filter((ms) => ms !== undefined);
  const [burn, tfjs] = [side("burn"), side("tfjs")];
  return burn.length && tfjs.length ? Math.min(...tfjs) / Math.min(...burn) : undefined;
}

/** Both tables, with what their numbers are. */
export const stepTables = (rows, { rounds, firstRounds }) => `
One step after the warm-up, median of ${rounds} rounds in turns:

${table(rows, "step_ms")}

The first step, median of ${firstRounds} fresh workers: from the click, with scripts and wasm
compiled, through making the device, the network and the data, to the end of the step:

${table(rows, "first_step_ms")}

ratio: how many times as fast burn is as the best of TensorFlow.js on that kind of processor`;

// One column for each engine and backend, and how many times as fast burn is.
function table(rows, column) {
  const head = ["ms", ...pairs.map(nameOf), "ratio cpu", "ratio webgpu"];
  const lines = [...new Set(rows.map((row) => row.work))].map((work) => [
    work,
    ...pairs.map((pair) => digits(value(rows, work, pair, column))),
    digits(ratio(rows, work, "cpu", column)),
    digits(ratio(rows, work, "webgpu", column)),
  ]);
  return aligned([head, ...lines]);
}

/** Lines of cells as text, the first column to the left. */
function aligned(lines) {
  const widths = lines[0].map((_, i) => Math.max(...lines.map((line) => line[i].length)));
  const format = (line) =>
    line.map((cell, i) => (i ? cell.padStart(widths[i]) : cell.padEnd(widths[i]))).join("  ");
  return lines.map(format).join("\n");
}

/** Three digits, or all before the point. */
const digits = (x) => (x === undefined ? "–" : x >= 100 ? x.toFixed(0) : x.toPrecision(3));

/** A line for each goal. */
export function stepGoals(rows) {
  return goals.flatMap(({ work, backend, ratio: goal }) => {
    const got = ratio(rows, work, backend, "step_ms");
    const what = `${work} on ${backend}: burn is ${digits(got)} times as fast as TensorFlow.js`;
    return got === undefined ? [] : [verdict(got >= goal, `${what}, at least ${goal} wanted`)];
  });
}

export function pageResults({ frames_per_second, maps_per_second, first_step_ms }) {
  const { framesPerSecond, mapsPerSecond, firstStepMs } = pageGoals;
  const [frames, maps, first] = [frames_per_second, maps_per_second, first_step_ms].map(digits);
  return [
    verdict(
      frames_per_second >= framesPerSecond,
      `6×8 network at batch 1: ${frames} frames a second, at least ${framesPerSecond} wanted`,
    ),
    verdict(
      maps_per_second >= mapsPerSecond,
      `… and all maps are renewed ${maps} times a second, at least ${mapsPerSecond} wanted`,
    ),
    verdict(
      first_step_ms < firstStepMs,
      `from click to first trained step in the page: ${first} ms, under ${firstStepMs} wanted`,
    ),
  ];
}

/** How the parts of a page's speed are called and written. */
const speeds = {
  lcp_ms: { name: "largest paint, ms", write: (ms) => ms.toFixed(0) },
  blocked_ms: { name: "blocked, ms", write: (ms) => ms.toFixed(0) },
  shift: { name: "layout shift", write: (shift) => shift.toFixed(3) },
};

export function speedTable(rows, visits, watchedMs) {
  const parts = Object.entries(speeds);
  const head = ["page", ...parts.map(([, { name }]) => name)];
  const lines = rows.map((row) => [row.page, ...parts.map(([what, { write }]) => write(row[what]))]);
  return `
First visits, median of ${visits}, watched until ${watchedMs / 1000} s after the page has loaded:

${aligned([head, ...lines])}`;
}

/** A line for each goal: it is met when the worst page meets it. */
export function speedGoals(rows) {
  return Object.entries(pageSpeedGoals).map(([what, goal]) => {
    const { name, write } = speeds[what];
    const worst = rows.toSorted((a, b) => b[what] - a[what])[0];
    return verdict(worst[what] < goal, `${name}: ${write(worst[what])} on ${worst.page}, under ${goal} wanted everywhere`);
  });
}

export function goPageTable(rows, idle) {
  const head = ["program", "frames a second", "stop, ms"];
  const lines = rows.map((row) => [row.program, row.frames_per_second.toFixed(1), row.stop_ms.toFixed(1)]);
  return `
The Go page while a program has no end (${idle.toFixed(1)} frames a second while nothing runs):

${aligned([head, ...lines])}`;
}

/** A line for each goal: it is met when the worst program meets it. */
export function goPageGoals(rows, { first_ms, format_ms }) {
  const { framesPerSecond, stopMs, formatMs } = goGoals;
  const slowest = rows.toSorted((a, b) => a.frames_per_second - b.frames_per_second)[0];
  const longest = rows.toSorted((a, b) => b.stop_ms - a.stop_ms)[0];
  return [
    verdict(
      slowest.frames_per_second >= framesPerSecond,
      `${digits(slowest.frames_per_second)} frames a second during ${slowest.program}, at least ${framesPerSecond} wanted everywhere`,
    ),
    verdict(longest.stop_ms <= stopMs, `stop takes ${digits(longest.stop_ms)} ms during ${longest.program}, at most ${stopMs} wanted everywhere`),
    verdict(format_ms <= formatMs, `300 lines are formatted in ${digits(format_ms)} ms (the first time ${digits(first_ms)}), at most ${formatMs} wanted`),
  ];
}

const verdict = (met, what) => `${met ? "met   " : "MISSED"}  ${what}`;
