// A lesson as slides: cut by idea, turned by keys, with the notes in a second window.
import { type Page } from "@playwright/test";
import { booked, inAll, newClock, onScreen, running, told, turned } from "../web/present/clock.js";
import { cut } from "../web/present/slides.js";
import { findings } from "./support/axe";
import { LESSON } from "./support/pages";
import { expect, test } from "./support/test";

const bar = (page: Page) => page.getByRole("region", { name: "Presentation" });
const place = (page: Page) => bar(page).locator(".present__number");
const shown = (page: Page) => page.locator("article.lesson > [data-on]");

async function present(page: Page, slide = 1) {
  await page.goto(`${LESSON}#present=${slide}`);
  await expect(bar(page)).toBeVisible();
}

/** How many slides there are, as the bar says. */
async function count(page: Page): Promise<number> {
  return Number(/of (\d+)/.exec(await place(page).innerText())?.[1]);
}

test("texts share a slide as long as they fit, and what is to be done stands alone", () => {
  const part = (element: string, weight: number, more = {}) => ({ element, weight, alone: false, opens: false, announces: false, ...more });
  const names = (parts: ReturnType<typeof part>[]) => cut(parts as never).map((slide) => slide.map(({ element }) => element as unknown as string).join(""));
  expect(names([part("a", 40), part("b", 40), part("c", 40)])).toEqual(["ab", "c"]);
  expect(names([part("a", 300), part("b", 10)])).toEqual(["a", "b"]);
  // What announces stays with what it announces, however long that is.
  expect(names([part("a", 80, { announces: true }), part("b", 80)])).toEqual(["ab"]);
  expect(names([part("a", 50), part("h", 2, { opens: true, announces: true }), part("b", 80)])).toEqual(["a", "hb"]);
  expect(names([part("a", 5), part("f", 0, { alone: true }), part("b", 5)])).toEqual(["a", "f", "b"]);
});

test("time is booked on the screen that was shown", () => {
  let clock = running(turned(newClock(), "one", 0), true, 1000);
  clock = turned(clock, "two", 61_000);
  expect([onScreen(clock, "one", 90_000), onScreen(clock, "two", 90_000), inAll(clock, 90_000)]).toEqual([60_000, 29_000, 89_000]);
  clock = running(clock, false, 91_000);
  expect(inAll(booked(clock, 500_000), 500_000)).toBe(90_000);
  expect([told(0), told(65_400), told(3_600_000)]).toEqual(["0:00", "1:05", "60:00"]);
});

test("the slides hold all of the lesson, once", async ({ page }) => {
  await page.goto(LESSON);
  await expect(page.locator("html[data-alive]")).toBeAttached();
  const parts = await page.locator(".screen > :not(h2, .own-link, .screen__whom)").count();
  await page.getByRole("link", { name: "Present", exact: true }).click();
  await expect(shown(page)).toHaveCount(1);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByRole("banner")).toBeHidden();
  let seen = 0;
  for (let slide = await count(page); slide > 1; slide -= 1) {
    await page.keyboard.press("PageDown");
    await expect(shown(page)).toHaveCount(1);
    seen += await page.locator(".screen > [data-on]").count();
    await expect(page.locator(".screen[data-on] h2")).toBeVisible();
  }
  expect(seen).toBe(parts);
  await expect(bar(page).getByRole("button", { name: "Next slide" })).toBeDisabled();
  await page.keyboard.press("Escape");
  await expect(bar(page)).toHaveCount(0);
  await expect(page).toHaveURL(/#decide$/);
});

test("the slide stands in the address and survives a reload", async ({ page }) => {
  await present(page);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("PageUp");
  await page.keyboard.press("ArrowRight");
  await expect(page).toHaveURL(/#present=3$/);
  await page.reload();
  await expect(place(page)).toHaveText(/^Slide 3 of/);
  await page.keyboard.press("End");
  await expect(place(page)).toHaveText(new RegExp(`^Slide ${await count(page)} of`));
  await page.keyboard.press("Home");
  await expect(page).toHaveURL(/#present=1$/);
});

test("a blank screen comes back with the same slide", async ({ page }) => {
  await present(page, 4);
  await page.keyboard.press("b");
  await expect(page.locator(".present__curtain")).toBeVisible();
  await page.keyboard.press("PageDown");
  await expect(page.locator(".present__curtain")).toBeHidden();
  await expect(place(page)).toHaveText(/^Slide 4 of/);
});

test.describe("on a projector", () => {
  test.use({ viewport: { width: 1920, height: 1080 } });

  test("every slide fits, in type that the last row reads", async ({ page }) => {
    await present(page);
    for (let slide = await count(page); slide > 0; slide -= 1) {
      const { type, over, operated } = await page.evaluate(() => ({
        type: Number.parseFloat(getComputedStyle(document.documentElement).fontSize),
        over: document.documentElement.scrollHeight - innerHeight,
        operated: document.querySelector(".screen > :is(.figure, .exercise)[data-on]") !== null,
      }));
      if (!operated) {
        expect(over, `slide ${await place(page).innerText()}`).toBeLessThanOrEqual(0);
        expect(type, `slide ${await place(page).innerText()}`).toBeGreaterThanOrEqual(24);
      }
      await page.keyboard.press("PageDown");
    }
  });

  test("a figure on a slide is alive, and its keys are its own", async ({ page }) => {
    await present(page);
    const figure = page.locator(".figure[data-on]");
    while ((await figure.count()) === 0) await page.keyboard.press("PageDown");
    await expect(page.locator("html[data-alive=figures]")).toBeAttached({ timeout: 30_000 });
    const before = await place(page).innerText();
    const skip = figure.getByRole("button", { name: "Show me without" });
    await expect(figure.getByRole("button").first()).toBeVisible();
    if (await skip.isVisible()) await skip.click();
    await figure.getByRole("button", { name: "Step" }).click();
    await page.keyboard.press("ArrowRight");
    await expect(place(page)).toHaveText(before);
    // A remote control goes on all the same.
    await page.keyboard.press("PageDown");
    await expect(place(page)).not.toHaveText(before);
  });
});

test("the notes stand in a second window, in step with the first", async ({ page, context }) => {
  await present(page, 2);
  const opening = context.waitForEvent("page");
  await page.keyboard.press("w");
  const notes = await opening;
  await expect(notes.getByRole("main").getByRole("listitem").first()).toBeVisible();
  const title = await page.locator(".screen[data-on] h2").innerText();
  await expect(notes.getByRole("heading", { level: 1 })).toHaveText(title);
  await expect(notes.getByText(/^Next: /)).toBeVisible();
  // Notes are said, not read by learners.
  await expect(page.locator("#app")).not.toContainText(await notes.getByRole("main").getByRole("listitem").first().innerText());
  await page.keyboard.press("PageDown");
  await expect(notes.locator(".notes__place")).toHaveText(/^Slide 3 of/);
  await notes.keyboard.press("PageDown");
  await expect(place(page)).toHaveText(/^Slide 4 of/);
  await notes.keyboard.press("b");
  await expect(page.locator(".present__curtain")).toBeVisible();
  await notes.keyboard.press("b");
  await notes.getByRole("button", { name: "Start the clock" }).click();
  await expect(notes.locator(".notes__time").first()).toContainText(/^0:0[1-9] of \d+ min$/);
  const planned = await notes.locator(".notes__time").last().innerText();
  expect(planned).toMatch(/of \d\d min$/);
  // A window that comes later, or again, joins where the others are.
  await page.keyboard.press("PageDown");
  await notes.reload();
  await expect(notes.locator(".notes__place")).toHaveText(/^Slide 5 of/);
  await expect(notes.getByRole("button", { name: "Pause the clock" })).toBeVisible();
});

test("one window alone shows the notes below the slide", async ({ page }) => {
  await present(page, 2);
  await expect(page.getByRole("region", { name: "Notes" })).toBeHidden();
  await page.keyboard.press("n");
  await expect(page.getByRole("region", { name: "Notes" }).getByRole("listitem").first()).toBeVisible();
  await page.keyboard.press("n");
  await expect(page.getByRole("region", { name: "Notes" })).toBeHidden();
});

test("it speaks German", async ({ page }) => {
  await page.goto(`de/${LESSON}`);
  await page.getByRole("link", { name: "Vorführen" }).click();
  await expect(page.getByRole("region", { name: "Präsentation" })).toContainText("Folie 1 von");
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await present(page, 2);
    await page.keyboard.press("n");
    expect(await findings(page)).toEqual([]);
    await page.goto(`${LESSON}#notes=2`);
    await expect(page.getByRole("main").getByRole("listitem").first()).toBeVisible();
    expect(await findings(page)).toEqual([]);
  });
}

test.describe("on a phone", () => {
  test.use({ viewport: { width: 360, height: 740 } });

  test("a slide is as wide as the screen", async ({ page }) => {
    await present(page, 3);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  });
});
