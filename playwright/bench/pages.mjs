// How long the pages take to stand there, on this machine's own host: the largest contentful paint,
// what blocks the page's thread, and what moves. Medians of five visits, each in a fresh context.
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { chromium } from "@playwright/test";
import { chromiumPath, quiet } from "../browsers.mjs";

const ROOT = path.resolve(import.meta.dirname, "../..");
const TARGET = path.resolve(ROOT, process.env.CARGO_TARGET_DIR ?? "target", "bench");
const PAGES = ["", "course/", "learn/ml-key-concepts/", "playground/", "de/learn/ml-key-concepts/"];
const VISITS = 5;
/** Milliseconds, milliseconds, and no unit. */
const GOALS = { lcp: 1000, tbt: 200, cls: 0.05 };
/** A task is long from here on. */
const LONG_MS = 50;
const WATCH_MS = 4000;

function watch() {
  const seen = { lcp: 0, tasks: [], shifts: [] };
  Object.assign(globalThis, { seen });
  const observe = (type, note) => new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  observe("largest-contentful-paint", ({ startTime }) => (seen.lcp = startTime));
  observe("longtask", ({ duration }) => seen.tasks.push(duration));
  observe("layout-shift", ({ value }) => seen.shifts.push(value));
}

async function visit(browser, address) {
  const context = await browser.newContext({ serviceWorkers: "block" });
  await context.addInitScript(watch);
  const page = await context.newPage();
  await page.goto(address);
  await page.waitForTimeout(WATCH_MS);
  const { lcp, tasks, shifts } = await page.evaluate(() => globalThis.seen);
  await context.close();
  const sum = (values) => values.reduce((all, value) => all + value, 0);
  return { lcp, tbt: sum(tasks.map((duration) => Math.max(0, duration - LONG_MS))), cls: sum(shifts) };
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

const browser = await chromium.launch({ executablePath: chromiumPath, args: quiet });
const rows = [];
for (const page of PAGES) {
  const visits = [];
  for (let done = 0; done < VISITS; done++) visits.push(await visit(browser, new URL(page, process.env.BURROW_URL).href));
  const row = { page: `/${page}` };
  for (const name of Object.keys(GOALS)) row[name] = median(visits.map((visit) => visit[name]));
  rows.push(row);
}
await browser.close();

console.log("page                              LCP ms   TBT ms   layout shift");
for (const { page, lcp, tbt, cls } of rows) {
  console.log(page.padEnd(30), lcp.toFixed(0).padStart(9), tbt.toFixed(0).padStart(8), cls.toFixed(4).padStart(14));
}
console.log(`goal, for lessons: LCP below ${GOALS.lcp} ms, TBT below ${GOALS.tbt} ms, layout shift below ${GOALS.cls}`);
await mkdir(TARGET, { recursive: true });
await writeFile(path.join(TARGET, "pages.json"), JSON.stringify(rows, null, 2));
