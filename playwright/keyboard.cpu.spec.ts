// Everything works without a mouse.
import { type Page } from "@playwright/test";
import { drawOneByKeys } from "./support/digits";
import { expect, Lab, test } from "./support/test";

/** Presses Tab until an element with this name has the focus. */
async function tabTo(page: Page, name: string) {
  for (let presses = 0; presses < 80; presses++) {
    await page.keyboard.press("Tab");
    const found = await page.evaluate((name) => {
      const focused = document.activeElement;
      const label = focused?.getAttribute("aria-label") ?? focused?.textContent ?? "";
      return label.trim() === name;
    }, name);
    if (found) return expectVisibleFocus(page);
  }
  throw new Error(`Tab does not lead to “${name}”.`);
}

async function expectVisibleFocus(page: Page) {
  const outline = await page.evaluate(() => {
    const style = getComputedStyle(document.activeElement as Element);
    return { width: Number.parseFloat(style.outlineWidth), style: style.outlineStyle };
  });
  expect(outline.style).not.toBe("none");
  expect(outline.width).toBeGreaterThanOrEqual(2);
}

test("the boundary lab is run with Tab, Enter, Space and arrows", async ({ open, page }) => {
  const lab = await open("processor=cpu");
  await tabTo(page, "Play");
  await page.keyboard.press("Enter");
  await lab.until("the run goes on", ({ step }) => step > 20);
  // The focus stays where it was, now on Pause.
  await page.keyboard.press("Space");
  const { step } = await lab.rest();
  await tabTo(page, "Step");
  await page.keyboard.press("Enter");
  await lab.until("one step more", (now) => now.step === step + 1);
  await page.keyboard.press("r");
  await expect(page.getByRole("slider", { name: "Learning rate" })).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(lab.changes()).toHaveText([/Learning rate → 0\.1/]);
  await tabTo(page, "Weights as a table");
  await page.keyboard.press("Enter");
  // The table is made when it is opened.
  await expect(page.getByLabel("weight from x to layer 1 unit 1", { exact: true })).toBeVisible();
  await tabTo(page, "weight from x to layer 1 unit 1");
  await page.keyboard.press("Control+A");
  await page.keyboard.type("2.5");
  await page.keyboard.press("Enter");
  await expect(lab.changes().last()).toHaveText(/weight from x to layer 1 unit 1 → 2\.5/);
});

test("the digit reader is reached, trained and drawn on by keys", async ({ open, page }) => {
  const lab = await open("processor=cpu");
  await page.keyboard.press("l");
  await expect(page.getByRole("tab", { name: "Boundary" })).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("tab", { name: "Digit reader" })).toBeFocused();
  await page.keyboard.press("p");
  await lab.until("the run goes on", ({ step }) => step > 50, 60);
  await page.keyboard.press("p");
  await lab.rest();
  await drawOneByKeys(page);
  await expect(page.getByRole("region", { name: "Answer" })).toContainText(/This looks like a \d,/);
});

test("single keys play, step, reset and copy", async ({ open, page }) => {
  const lab = await open("processor=cpu");
  await page.keyboard.press("s");
  await lab.until("a step", ({ step, status }) => step === 1 && status === "paused");
  await page.keyboard.press("p");
  await lab.until("the run goes on", ({ step }) => step > 20);
  await page.keyboard.press("p");
  await lab.rest();
  await page.keyboard.press("z");
  await lab.until("the run begins again", ({ step, status }) => step === 0 && status === "paused");
  await page.keyboard.press("y");
  await expect(lab.messages()).toContainText(/link/i);
});

test("a letter that is typed into a field is no command", async ({ open, page }) => {
  const lab = await open("processor=cpu");
  await lab.wake();
  await page.getByRole("textbox", { name: "Learning rate, typed" }).focus();
  await page.keyboard.type("sp");
  await page.waitForTimeout(300);
  expect(await lab.read()).toMatchObject({ step: 0, status: "paused" });
});

test("the list of keys opens, closes, and can switch them off", async ({ open, page }) => {
  const lab = await open("processor=cpu");
  await lab.wake();
  await page.keyboard.press("?");
  const help = page.getByRole("dialog", { name: "Keyboard" });
  await expect(help).toBeVisible();
  await help.getByRole("checkbox", { name: "Single keys are on" }).uncheck();
  await page.keyboard.press("Escape");
  await expect(help).toBeHidden();
  await page.keyboard.press("s");
  await page.waitForTimeout(300);
  expect((await lab.read()).step).toBe(0);
  // The choice is kept.
  await page.reload();
  const again = new Lab(page);
  await again.wake();
  await page.keyboard.press("s");
  await page.waitForTimeout(300);
  expect((await again.read()).step).toBe(0);
});

test("the first Tab offers to skip to the content", async ({ page }) => {
  await page.goto("course/");
  await expect(page.getByRole("heading", { name: "The course" })).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
});
