// On a phone nothing has to be scrolled sideways.
import { type Page } from "@playwright/test";
import { LESSON, openPage } from "./support/pages";
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

for (const place of ["", "course/", "notices/", "de/playground/", "go/", "de/go/", "embed/lab/"]) {
  test(`the page /${place} fits`, async ({ page }) => {
    await openPage(page, place);
    await expectNoSidewaysScrolling(page);
  });
}

for (const place of ["", "de/"]) {
  test(`the head of the page /${place} is one line`, async ({ page }) => {
    await openPage(page, place);
    const height = await page.getByRole("banner").evaluate((head) => head.clientHeight);
    expect(height).toBeLessThan(60);
  });
}

/** Whether nothing of a box with a name has to be scrolled to. */
async function expectWhole(page: Page, name: string) {
  const box = page.getByRole("region", { name, exact: true });
  await expect(box).toBeVisible();
  expect(await box.evaluate((node) => node.scrollWidth - node.clientWidth)).toBeLessThanOrEqual(0);
}

test("a network of two hidden layers and all ten digits of the confusion matrix are there at once", async ({ open, page }) => {
  await open("layers=8-8&features=x-y-sinx-siny&processor=cpu");
  await expectWhole(page, "Network diagram");
  const lab = await open("lab=digits&processor=cpu");
  await lab.step();
  await expectWhole(page, "Confusion matrix, table");
});

test("the question before a figure covers no button", async ({ page }) => {
  await openPage(page, LESSON);
  const figure = page.locator("#figure-town-map");
  await expect(figure.getByText("First answer the question")).toBeVisible();
  await expect(figure.getByText("Play", { exact: true })).toBeHidden();
  // Also a press that comes before the figure's program counts.
  await figure.getByRole("button", { name: "Show me without" }).tap();
  await expect(figure.getByRole("button", { name: "Play" })).toBeVisible();
});

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
