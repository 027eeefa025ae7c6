// `cargo xtask bench pages`: how long pages take to stand there, on this machine's own host. Medians
// of five first visits, each in a fresh context: the largest contentful paint, what blocks the page's
// thread, and what moves. By hand, with `cargo xtask serve` running: `node playwright/bench/pages.mjs`.
import { mkdir, writeFile } from "node:fs/promises";
import { cpus, loadavg } from "node:os";
import path from "node:path";
import { chromium } from "@playwright/test";
import { chromiumPath, quiet } from "../browsers.mjs";
import { LONG_MS, pageSpeedGoals } from "./plan.mjs";
import { speedGoals, speedTable } from "./report.mjs";
import { median } from "./steps.mjs";

const root = path.resolve(import.meta.dirname, "../..");
const out = path.resolve(root, process.env.CARGO_TARGET_DIR ?? "target", "bench");
const siteUrl = process.env.BURROW_URL ?? "http://127.0.0.1:8080/";

const pages = ["", "course/", "learn/ml-key-concepts/", "playground/", "de/learn/ml-key-concepts/"];
/** An odd number, so that the median is one of them. */
const visits = 5;
/** How long a page is watched after it has loaded. */
const watchedMs = 5000;

// Runs in the page, before anything of it.
function watch() {
  const seen = { lcp: 0, tasks: [], shifts: [] };
  Object.assign(globalThis, { seen });
  const observe = (type, note) =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  observe("largest-contentful-paint", ({ startTime }) => (seen.lcp = startTime));
  observe("longtask", ({ duration }) => seen.tasks.push(duration));
  observe("layout-shift", ({ value }) => seen.shifts.push(value));
}

/** What one visit saw. The service worker may begin its work, as it does when a learner comes. */
async function visit(browser, address) {
  const context = await browser.newContext();
  try {
    await context.addInitScript(watch);
    const page = await context.newPage();
    const response = await page.goto(address);
    if (!response.ok()) throw new Error(`${address} answers with status ${response.status()}.`);
    // Of a page that stayed a picture of itself the numbers would be too good.
    await page.locator("html[data-alive]").waitFor();
    await page.waitForTimeout(watchedMs);
    const { lcp, tasks, shifts } = await page.evaluate(() => globalThis.seen);
    if (lcp === 0) throw new Error(`${address} has painted nothing.`);
    return {
      lcp_ms: lcp,
      blocked_ms: sum(tasks.map((ms) => Math.max(0, ms - LONG_MS))),
      // All shifts, where browsers count the worst five seconds: never less than theirs.
      shift: sum(shifts),
    };
  } finally {
    await context.close();
  }
}

const sum = (values) => values.reduce((all, value) => all + value, 0);

async function row(browser, page) {
  console.log(`  /${page} …`);
  const seen = [];
  for (let done = 0; done < visits; done++) seen.push(await visit(browser, new URL(page, siteUrl).href));
  const medians = Object.keys(pageSpeedGoals).map((what) => [what, median(seen.map((visit) => visit[what]))]);
  return { page: `/${page}`, ...Object.fromEntries(medians) };
}

async function run() {
  const browser = await chromium.launch({ executablePath: chromiumPath, args: quiet });
  try {
    const load = loadavg()[0].toFixed(1);
    console.log(`Chromium ${browser.version()}, ${cpus().length} cores, load ${load} at the start`);
    const rows = [];
    for (const page of pages) rows.push(await row(browser, page));
    await mkdir(out, { recursive: true });
    await writeFile(path.join(out, "pages.json"), `${JSON.stringify(rows, null, 2)}\n`);
    console.log(speedTable(rows, visits, watchedMs));
    console.log(`\n${speedGoals(rows).join("\n")}\n\nThe results are in ${path.relative(root, out)}/.`);
  } finally {
    await browser.close();
  }
}

run().catch((error) => {
  console.error(`The bench broke off: ${error.message}`);
  process.exitCode = 1;
});
