// On a phone nothing has to be scrolled sideways.
import { type Page } from "@playwright/test";
import { expect, Lab, test } from "./support/test";

test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

async function expectNoSidewaysScrolling(page: Page) {
  const wide = await page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    // What lies in a box that scrolls by itself does not widen the page.
    const scrolls = (node: Element | null): boolean =>
      node !== null && (/auto|scroll|hidden|clip/.test(getComputedStyle(node).overflowX) || scrolls(node.parentElement));
    const beyond = [...document.body.querySelectorAll("*")].filter(
      (node) => node.getBoundingClientRect().right > width + 1 && !scrolls(node.parentElement),
    );
    return { page: document.documentElement.scrollWidth - width, beyond: beyond.map((node) => node.className || node.tagName) };
  });
  expect(wide.page, String(wide.beyond)).toBeLessThanOrEqual(0);
}

for (const place of ["", "course/", "notices/"]) {
  test(`the page /${place} fits`, async ({ page }) => {
    await page.goto(place);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectNoSidewaysScrolling(page);
  });
}

for (const link of ["lab=boundary&layers=8-8-8-8-8-8&processor=cpu", "lab=digits&processor=cpu"]) {
  test(`the lab fits and is run with a finger: ${link}`, async ({ open, page }) => {
    const lab: Lab = await open(link);
    await expectNoSidewaysScrolling(page);
    await lab.button("Play").tap();
    await lab.until("the run goes on", ({ step }) => step > 20);
    await lab.button("Pause").tap();
    await lab.rest();
    await expectNoSidewaysScrolling(page);
  });
}
