// `cargo xtask bench go-page`: the Go playground while a program has no end. Frames that the page draws a second, how long stop
// takes from the click to the words that say so, and how long formatting 300 lines takes. By hand, with `cargo xtask serve` running:
// `node playwright/bench/go.mjs`.
import { mkdir, writeFile } from "node:fs/promises";
import { cpus, loadavg } from "node:os";
import path from "node:path";
import { chromium } from "@playwright/test";
import { chromiumPath, quiet } from "../browsers.mjs";
import { endless, goGoals, longSource } from "./plan.mjs";
import { goPageGoals, goPageTable } from "./report.mjs";
import { median } from "./steps.mjs";

const root = path.resolve(import.meta.dirname, "../..");
const out = path.resolve(root, process.env.CARGO_TARGET_DIR ?? "target", "bench");
const siteUrl = process.env.BURROW_URL ?? "http://127.0.0.1:8080/";

/** How long a program runs before frames are counted, and for how long they are. */
const [beforeMs, countedMs] = [2000, 3000];
/** An odd number, so that the median is one of them. */
const rounds = 5;
const PATIENCE_MS = 120_000;

// Runs in the page.
function frames(ms) {
  return new Promise((resolve) => {
    let count = 0;
    const begin = performance.now();
    const next = (now) => (now - begin < ms ? (count++, requestAnimationFrame(next)) : resolve((count * 1000) / ms));
    requestAnimationFrame(next);
  });
}

// Runs in the page: presses a button, and measures until the status says what is expected of it. What the page does
// only because it is watched from outside is not in it.
function answer([action, expected]) {
  return new Promise((resolve) => {
    const status = document.querySelector(".go__status");
    const begin = performance.now();
    const look = () => {
      if (!new RegExp(expected).test(status.textContent)) return;
      watcher.disconnect();
      resolve(performance.now() - begin);
    };
    const watcher = new MutationObserver(look);
    watcher.observe(status, { childList: true, characterData: true, subtree: true });
    document.querySelector(`[data-action=${action}]`).click();
  });
}

/** Puts a text in place of what stands in the editor, as by pasting. */
async function write(page, text) {
  const editor = page.locator(".cm-content");
  await editor.focus();
  await page.keyboard.press("ControlOrMeta+a");
  await editor.evaluate((content, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    content.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

const status = (page, words) =>
  page.waitForFunction((words) => new RegExp(words).test(document.querySelector(".go__status").textContent), words, { timeout: PATIENCE_MS });

async function open(browser) {
  const page = await browser.newPage();
  const response = await page.goto(new URL("go/", siteUrl).href);
  if (!response.ok()) throw new Error(`The Go page answers with status ${response.status()}.`);
  await page.locator(".cm-content").waitFor();
  // The engine and its library are there after the first run.
  await write(page, 'package main\n\nimport "fmt"\n\nfunc main() { fmt.Println("hello") }\n');
  await page.locator("[data-action=run]").click();
  await status(page, "^Exited with 0");
  return page;
}

async function endlessRow(page, { name, source }) {
  console.log(`  ${name} …`);
  await write(page, source);
  await page.locator("[data-action=run]").click();
  await status(page, "^Running");
  await page.waitForTimeout(beforeMs);
  const seen = await page.evaluate(frames, countedMs);
  // A program that meets its limit meanwhile is started again: what is measured is how it is stopped.
  if (!/^Running/.test(await page.locator(".go__status").textContent())) {
    await page.locator("[data-action=run]").click();
    await status(page, "^Running");
  }
  const stop_ms = await page.evaluate(answer, ["stop", "^(Stopped|Ended)"]);
  return { program: name, frames_per_second: seen, stop_ms };
}

/** The first formatting makes the printer; what counts are those after it. */
async function format(page) {
  console.log(`  formatting ${longSource.trimEnd().split("\n").length} lines …`);
  const times = [];
  for (let round = 0; round <= rounds; round++) {
    // Crooked again each time.
    await write(page, `${longSource}// ${round}\n`);
    // The check while typing is over before.
    await page.waitForTimeout(1000);
    times.push(await page.evaluate(answer, ["format", "^Formatted as gofmt"]));
    await page.evaluate(() => undefined);
    // The words of the next one are others.
    await page.locator("[data-action=format]").click();
    await status(page, "^It was formatted already");
  }
  return { first_ms: times[0], format_ms: median(times.slice(1)) };
}

async function run() {
  const browser = await chromium.launch({ executablePath: chromiumPath, args: quiet });
  try {
    const load = loadavg()[0].toFixed(1);
    console.log(`Chromium ${browser.version()}, ${cpus().length} cores, load ${load} at the start`);
    const page = await open(browser);
    const idle = await page.evaluate(frames, countedMs);
    console.log(`  ${idle.toFixed(0)} frames a second while nothing runs`);
    const rows = [];
    for (const program of endless) rows.push(await endlessRow(page, program));
    const formatting = await format(page);
    await mkdir(out, { recursive: true });
    await writeFile(path.join(out, "go-page.json"), `${JSON.stringify({ idle, rows, formatting, goals: goGoals }, null, 2)}\n`);
    console.log(goPageTable(rows, idle));
    console.log(`\n${goPageGoals(rows, formatting).join("\n")}\n\nThe results are in ${path.relative(root, out)}/.`);
  } finally {
    await browser.close();
  }
}

run().catch((error) => {
  console.error(`The bench broke off: ${error.message}`);
  process.exitCode = 1;
});
