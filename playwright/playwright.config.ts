// `cargo xtask test` starts the servers and names them here. By hand, with `cargo xtask serve`
// running: `npx playwright test --config playwright/playwright.config.ts`.
import path from "node:path";
import { defineConfig } from "@playwright/test";
import { chromiumPath, firefoxPath, quiet, softwareGpu } from "./browsers.mjs";

const root = path.resolve(import.meta.dirname, "..");
const target = path.resolve(root, process.env.CARGO_TARGET_DIR ?? "target");

const chromium = (...args: string[]) => ({
  browserName: "chromium" as const,
  launchOptions: { executablePath: chromiumPath, args: [...quiet, ...args] },
});

export default defineConfig({
  testDir: ".",
  outputDir: path.join(target, "playwright"),
  reporter: "list",
  forbidOnly: Boolean(process.env.CI),
  // A busy machine may be late once; the report names a test that needed its second try.
  retries: process.env.CI ? 1 : 0,
  // A page waits more than it computes: two at a time, on two cores.
  workers: 2,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  use: {
    baseURL: process.env.BURROW_URL ?? "http://127.0.0.1:8080/",
    // Most tests are of the page alone; those of the service worker say so.
    serviceWorkers: "block",
    // Recording slows every test, and nobody opens what an automatic run has recorded.
    trace: process.env.CI ? "off" : "retain-on-failure",
    screenshot: "only-on-failure",
  },
  projects: [
    { name: "cpu", testMatch: "**/*.cpu.spec.ts", use: chromium() },
    // The software adapter takes every core there is.
    { name: "webgpu", testMatch: "**/*.webgpu.spec.ts", workers: 1, use: chromium(...softwareGpu) },
    // Playwright drives only its own Firefox; these tests start the real one (see firefox.ts).
    ...(firefoxPath ? [{ name: "firefox", testMatch: "**/*.smoke.spec.ts" }] : []),
  ],
});
