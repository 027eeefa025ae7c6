// A page in the Firefox of the system, for the smoke tests. Playwright drives only a Firefox of
// its own make, so this one is driven by Puppeteer, over WebDriver BiDi.
import { test as base } from "@playwright/test";
import puppeteer, { type Page } from "puppeteer-core";
import { firefoxPath } from "./browsers.mjs";

export { expect } from "@playwright/test";

export const test = base.extend<{ firefox: Page }>({
  firefox: async ({}, use) => {
    const browser = await puppeteer.launch({
      browser: "firefox",
      executablePath: firefoxPath,
      headless: true,
    });
    await use(await browser.newPage());
    await browser.close();
  },
});
