// Draws the app's icons from the SVG files beside this one: `node web/icons/make.mjs`, with a
// Chromium that BURROW_CHROMIUM names, or Playwright's own. The pictures are kept in the
// repository, since a build should not need a browser.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { chromium } from "@playwright/test";
import { chromiumPath, quiet } from "../../playwright/browsers.mjs";

const here = import.meta.dirname;
const icons = [
  ["icon.svg", 192],
  ["icon.svg", 512],
  ["maskable.svg", 192],
  ["maskable.svg", 512],
];

const browser = await chromium.launch({ executablePath: chromiumPath, args: quiet });
const page = await browser.newPage();
for (const [file, size] of icons) {
  const svg = await readFile(path.join(here, file), "utf8");
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${svg}`);
  const name = `${path.basename(file, ".svg")}-${size}.png`;
  await page.screenshot({ path: path.join(here, "../static/icons", name), omitBackground: true });
}
await browser.close();
