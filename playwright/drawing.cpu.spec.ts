// Draw a digit, see what a network makes of it.
import { type Page } from "@playwright/test";
import { drawByFinger, drawByMouse, drawOneByKeys, ONE, ZERO } from "./support/digits";
import { expect, test } from "./support/test";

function answer(page: Page) {
  return page.getByRole("region", { name: "Answer" });
}

/** The ten probabilities that the page shows, in percent. */
async function probabilities(page: Page): Promise<number[]> {
  const cells = await answer(page).locator("td.number").allInnerTexts();
  return cells.map((text) => Number.parseFloat(text.replace(",", ".")));
}

test("before any training the pretrained model reads what the mouse draws", async ({ open, page }) => {
  await open("lab=digits&processor=cpu");
  for (const [stroke, digit] of [[ONE, 1], [ZERO, 0]] as const) {
    await page.getByRole("button", { name: "Clear drawing" }).click();
    await drawByMouse(page, stroke);
    await expect(answer(page)).toContainText(`This looks like a ${digit},`);
    await expect(answer(page)).toContainText("The pretrained model answers");
    const shown = await probabilities(page);
    expect(shown).toHaveLength(10);
    expect(shown[digit]).toBe(Math.max(...shown));
    const total = shown.reduce((sum, each) => sum + each, 0);
    expect(total).toBeGreaterThan(95);
    expect(total).toBeLessThan(105);
  }
  await page.getByRole("button", { name: "Clear drawing" }).click();
  await expect(answer(page)).toContainText("Nothing to read yet");
});

test("after training the run's own network answers", async ({ open, page }) => {
  const lab = await open("lab=digits&processor=cpu");
  await drawByMouse(page, ZERO);
  await expect(answer(page)).toContainText("The pretrained model answers");
  await lab.step();
  await expect(answer(page)).toContainText("This run's own network answers");
  await lab.playTo(300);
  await expect(answer(page)).toContainText("This looks like a 0,");
});

test("the keyboard draws too", async ({ open, page }) => {
  await open("lab=digits&processor=cpu");
  await drawOneByKeys(page);
  await expect(answer(page)).toContainText("This looks like a 1,");
});

test("an example can be shown", async ({ open, page }) => {
  await open("lab=digits&processor=cpu");
  await page.getByRole("button", { name: "Show an example" }).click();
  await expect(answer(page)).toContainText(/This looks like a \d,/);
});

test.describe("with a finger", () => {
  test.use({ hasTouch: true, viewport: { width: 360, height: 740 }, isMobile: true });
  test("a digit is drawn, and the page does not scroll away under it", async ({ open, page }) => {
    await open("lab=digits&processor=cpu");
    await drawByFinger(page, ONE);
    await expect(answer(page)).toContainText("This looks like a 1,");
    const scrolled = await page.evaluate(() => scrollY);
    await drawByFinger(page, ONE);
    expect(await page.evaluate(() => scrollY)).toBe(scrolled);
  });
});
