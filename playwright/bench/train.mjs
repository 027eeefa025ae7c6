// `cargo xtask bench train`: burn and TensorFlow.js train the same networks in one page of one
// browser, then the real page is watched while it trains. By hand, after `cargo xtask build`
// and with `cargo xtask serve --no-build` running: `node playwright/bench/train.mjs`.
import { mkdir, writeFile } from "node:fs/promises";
import { cpus, loadavg } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "@playwright/test";
import { chromiumPath, quiet, softwareGpu } from "../browsers.mjs";
import { measured, quick, works } from "./plan.mjs";
import { pageResults, stepGoals, stepTables } from "./report.mjs";
import { bundle, isOptimised, serve } from "./site.mjs";
import { firstStep, smoothness } from "./site-page.mjs";
import { measureSteps } from "./steps.mjs";

const root = path.resolve(import.meta.dirname, "../..");
const target = path.resolve(root, process.env.CARGO_TARGET_DIR ?? "target");
const siteUrl = process.env.BURROW_URL ?? "http://127.0.0.1:8080/";

const usage = `Usage: cargo xtask bench train [--quick] [--work NAME]... [--part steps|page]...
  --quick  few steps, to see that everything runs; its results go to target/bench/quick/
  --work   only this work, of ${works.join(", ")}
  --part   only the step times of all engines, or only the real page`;

function options() {
  try {
    const { values } = parseArgs({
      options: {
        quick: { type: "boolean", default: false },
        work: { type: "string", multiple: true, default: works },
        part: { type: "string", multiple: true, default: ["steps", "page"] },
      },
    });
    const unknown = values.work.find((work) => !works.includes(work));
    if (unknown !== undefined) throw new Error(`There is no work named ${unknown}.`);
    return values;
  } catch (error) {
    console.error(`${error.message}\n${usage}`);
    process.exit(2);
  }
}

async function steps(browser, { quick: isQuick, work }, out) {
  await tellDrafts();
  const folder = path.join(target, "bench/site");
  await bundle(folder);
  const site = await serve([
    ["/pkg/", path.join(target, "pkg")],
    ["/tfjs-wasm/", path.join(root, "node_modules/@tensorflow/tfjs-backend-wasm/dist")],
    ["/", folder],
  ]);
  const page = await browser.newPage();
  try {
    await page.goto(site.url);
    await tellAdapter(page);
    const plan = isQuick ? quick : measured;
    const tell = (name) => console.log(`  ${name} …`);
    const { rows, leftOut } = await measureSteps(page, work, plan, tell);
    await write(out, "train.json", rows);
    console.log(stepTables(rows, plan));
    for (const line of leftOut) console.log(`left out: ${line}`);
    return stepGoals(rows);
  } finally {
    await page.close();
    site.close();
  }
}

async function tellDrafts() {
  for (const flavour of ["train-cpu", "train-gpu"]) {
    if (!(await isOptimised(path.join(target, "pkg", flavour, "burrow_worker_bg.wasm")))) {
      console.log(`Mind: the wasm of ${flavour} is a draft; wasm-opt has not been over it.`);
    }
  }
}

async function tellAdapter(page) {
  const adapter = await page.evaluate(() => globalThis.bench.adapter());
  if (!adapter) console.log("There is no WebGPU adapter.");
  else if (adapter.software) {
    console.log(`WebGPU runs on ${adapter.name}, in software: only its ratios mean anything.`);
  } else console.log(`WebGPU runs on ${adapter.name}.`);
}

async function realPage(browser, { quick: isQuick }, out) {
  console.log("  the real page …");
  const plan = isQuick
    ? { rounds: 1, warmUpMs: 500, measuredMs: 1000 }
    : { rounds: measured.rounds, warmUpMs: 2000, measuredMs: 10_000 };
  const first_step_ms = await firstStep(browser, siteUrl, plan.rounds);
  const results = { ...(await smoothness(browser, siteUrl, plan)), first_step_ms };
  await write(out, "page.json", results);
  return pageResults(results);
}

async function write(folder, name, results) {
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, name), `${JSON.stringify(results, null, 2)}\n`);
}

async function run(chosen) {
  const out = path.join(target, "bench", chosen.quick ? "quick" : "");
  const args = [...quiet, ...softwareGpu];
  const browser = await chromium.launch({ executablePath: chromiumPath, args });
  try {
    const load = loadavg()[0].toFixed(1);
    console.log(`Chromium ${browser.version()}, ${cpus().length} cores, load ${load} at the start`);
    const lines = [];
    if (chosen.part.includes("steps")) lines.push(...(await steps(browser, chosen, out)));
    if (chosen.part.includes("page")) lines.push(...(await realPage(browser, chosen, out)));
    console.log(`\n${lines.join("\n")}\n\nThe results are in ${path.relative(root, out)}/.`);
  } finally {
    await browser.close();
  }
}

run(options()).catch((error) => {
  console.error(`The bench broke off: ${error.message}`);
  process.exitCode = 1;
});
