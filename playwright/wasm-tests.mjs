// Opens the page of wasm-bindgen's test runner, prints what the tests say, and ends with 1 unless
// all of them passed. Usage: node wasm-tests.mjs ADDRESS
import { chromium } from "@playwright/test";
import { chromiumPath, quiet, softwareGpu } from "./browsers.mjs";

const LIMIT = 10 * 60_000;

const browser = await chromium.launch({
  executablePath: chromiumPath,
  args: [...quiet, ...softwareGpu],
});
try {
  const page = await browser.newPage();
  page.on("console", (message) => message.type() === "error" && console.error(message.text()));
  page.on("pageerror", (error) => console.error(error.message));
  // The runner serves no icon.
  await page.route("**/favicon.ico", (route) => route.fulfill({ status: 204 }));
  await page.goto(process.argv[2]);
  const output = page.locator("#output");
  try {
    await page.waitForFunction(
      () => document.getElementById("output").textContent.includes("test result:"),
      undefined,
      { timeout: LIMIT },
    );
  } catch {
    console.error("The wasm tests came to no result.");
  }
  const text = await output.textContent();
  console.log(text);
  process.exitCode = text.includes("test result: ok.") ? 0 : 1;
} finally {
  await browser.close();
}
