// The lesson: read without a program, taken over without a jump, answered, operated, kept.
import { type Page } from "@playwright/test";
import { alive, expect, test } from "./support/test";

const LESSON = "learn/ml-key-concepts/";
const SCREENS = 10;
const FIGURES = 7;

const figure = (page: Page, id: string) => page.locator(`#figure-${id}`);
const run = (page: Page, id: string) => figure(page, id).locator("output[data-run]");

/** A browser without JavaScript refuses the scripts that a page asks it to fetch early. */
const NO_SCRIPTS = /^failed .*\.js csp$/;

/** Answers a question with the option of a number. */
async function answer(page: Page, question: string, option: number) {
  await page.locator(`#question-${question} input[value="${option}"]`).check();
}

/** Comes near a figure, and waits until its run stands open. */
async function approach(page: Page, id: string) {
  await figure(page, id).scrollIntoViewIfNeeded();
  await figure(page, id).hover();
  await alive(page, "figures");
  await figure(page, id).hover();
  await expect(run(page, id)).toHaveAttribute("data-status", "paused", { timeout: 30_000 });
}

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the lesson reads completely", async ({ page, guard }) => {
    guard.allow(NO_SCRIPTS);
    await page.goto(LESSON);
    await expect(page).toHaveTitle("ML key concepts · Burrow");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("ML key concepts");
    await expect(page.locator(".screen")).toHaveCount(SCREENS);
    await expect(page.getByRole("navigation", { name: "Screens of this lesson" }).getByRole("link")).toHaveCount(SCREENS);
    const words = (await page.locator("article.lesson").innerText()).split(/\s+/).length;
    expect(words).toBeGreaterThan(3000);
    // A figure shows its poster and says its state in words.
    await expect(figure(page, "town-map").locator("img[data-poster=light]")).toBeVisible();
    await expect(figure(page, "town-map").locator(".figure__alt")).toContainText("After 200 steps");
    // It is a picture of the lesson's own run, not of the lab's defaults.
    const rate = figure(page, "step-length").locator('input[type="range"]').first();
    await expect(rate).toHaveAttribute("aria-valuetext", "0.003");
    // All answers of a question are there to read.
    await page.locator("#question-which-feature summary").click();
    await expect(page.locator("#question-which-feature .question__why").first()).toBeVisible();
    await expect(page.getByText(/please allow JavaScript/)).toBeVisible();
  });

  test("every page has its text, title and description", async ({ page, guard }) => {
    guard.allow(NO_SCRIPTS);
    for (const [place, heading] of [
      ["", "Watch a network learn"],
      ["course/", "The course"],
      ["de/course/", "Der Kurs"],
      ["setup/", "Set-up check"],
      ["offline/", "Offline and your work"],
    ]) {
      await page.goto(place);
      await expect(page.getByRole("heading", { level: 1 })).toContainText(heading);
      expect(await page.locator("meta[name=description]").getAttribute("content")).toMatch(/.{20}/);
      expect(await page.locator('meta[property="og:title"]').getAttribute("content")).toBe(await page.title());
    }
  });
});

test("the app takes the page over without a jump", async ({ page }) => {
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(globalThis, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value);
    }).observe({ type: "layout-shift", buffered: true });
  });
  for (const place of ["", "course/", LESSON, `de/${LESSON}`]) {
    await page.goto(place);
    await alive(page, "reader");
    await page.waitForTimeout(700);
    const total = await page.evaluate(() => (globalThis as unknown as { shifts: number[] }).shifts.reduce((a, b) => a + b, 0));
    expect(total, place).toBeLessThan(0.05);
  }
});

test("the takeover keeps the focus and the article itself", async ({ page }) => {
  let release = () => {};
  const held = new Promise<void>((done) => (release = done));
  await page.route(/reader-.*\.wasm/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(LESSON, { waitUntil: "domcontentloaded" });
  await page.locator("#question-which-feature input").first().focus();
  await page.evaluate(() => Object.assign(globalThis, { article: document.querySelector("article") }));
  release();
  await alive(page, "reader");
  await expect(page.locator("#question-which-feature input").first()).toBeFocused();
  const same = await page.evaluate(() => (globalThis as unknown as { article: Element }).article === document.querySelector("article"));
  expect(same).toBe(true);
});

test("a deep link leads to its screen, and the way through the screens says where one is", async ({ page }) => {
  await page.goto(`${LESSON}#metrics`);
  await alive(page, "reader");
  await expect(page.locator("#metrics-title")).toBeInViewport();
  const way = page.getByRole("navigation", { name: "Screens of this lesson" });
  await expect(way.locator("[aria-current]")).toHaveText(/Metrics/);
  await way.getByRole("link", { name: "The learning rate" }).click();
  await expect(page.locator("#learning-rate-title")).toBeInViewport();
  await expect(way.locator("[aria-current]")).toHaveText(/learning rate/);
});

test("an answer is judged, opens its figure, and is there again after a reload", async ({ page }) => {
  await page.goto(LESSON);
  await alive(page, "reader");
  const result = page.locator("#question-which-feature .question__result");
  await answer(page, "which-feature", 0);
  await expect(result).toHaveText(/^(Right|Not quite)\. .{20}/);
  const said = await result.innerText();
  await approach(page, "town-map");
  await expect(figure(page, "town-map").getByText("First answer the question above")).toHaveCount(0);
  await expect(run(page, "town-map")).toHaveAttribute("data-step", "200");
  await page.reload();
  await alive(page, "reader");
  await expect(result).toHaveText(said);
  await expect(page.locator('#question-which-feature input[value="0"]')).toBeChecked();
});

test("a figure that nobody came near shows its own run when another's lab is there", async ({ page }) => {
  await page.goto(LESSON);
  await alive(page, "reader");
  await approach(page, "town-map");
  const rate = figure(page, "step-length").locator('input[type="range"]').first();
  await expect(rate).toHaveAttribute("aria-valuetext", "0.003");
});

test("a figure waits for its question, trains, reaches its goal and begins again", async ({ page }) => {
  await page.goto(LESSON);
  await alive(page, "reader");
  await approach(page, "town-map");
  const lab = figure(page, "town-map");
  await expect(lab.getByText("First answer the question above")).toBeVisible();
  await lab.getByRole("button", { name: "Show me without" }).click();
  await lab.getByRole("checkbox", { name: "x²" }).check();
  await lab.getByRole("checkbox", { name: "y²" }).check();
  await lab.getByRole("button", { name: "Play" }).click();
  await expect(lab.getByText("Reached.")).toBeVisible({ timeout: 60_000 });
  await lab.getByRole("button", { name: "Pause" }).click();
  await lab.getByRole("button", { name: "Reset" }).click();
  await expect(run(page, "town-map")).toHaveAttribute("data-step", "200");
  await expect(run(page, "town-map")).toHaveAttribute("data-status", "paused");
});

test("a figure that was operated says where its run is, before what the lesson says of its opening", async ({ page }) => {
  await page.goto(LESSON);
  await alive(page, "reader");
  await answer(page, "which-feature", 0);
  await approach(page, "town-map");
  const lab = figure(page, "town-map");
  const present = lab.getByText(/^Now: /);
  await expect(present).toHaveCount(0);
  await lab.getByRole("button", { name: "Step" }).click();
  await expect(present).toContainText(/^Now: Paused\. Step 201, training loss .* What follows describes how the figure opened\.$/);
  await expect(lab.locator(".figure__alt")).toContainText("After 200 steps");
  await lab.getByRole("button", { name: "Reset" }).click();
  await expect(present).toHaveCount(0);
});

test("a button pressed before the lab is there is pressed when it is", async ({ page }) => {
  await page.goto(LESSON);
  await alive(page, "reader");
  await answer(page, "one-step", 0);
  await answer(page, "which-feature", 0);
  // At once, as a finger would: the figure is still the build's picture of it.
  await figure(page, "descent").locator('[data-action="step"]').dispatchEvent("click");
  await figure(page, "descent").hover();
  await expect(run(page, "descent")).toHaveAttribute("data-step", "1", { timeout: 30_000 });
});

test("one figure trains at a time, and each keeps its run", async ({ page }) => {
  await page.goto(LESSON);
  await alive(page, "reader");
  await answer(page, "which-feature", 0);
  await answer(page, "one-step", 0);
  await approach(page, "town-map");
  await figure(page, "town-map").getByRole("button", { name: "Step" }).click();
  await expect(run(page, "town-map")).toHaveAttribute("data-step", "201");
  await approach(page, "descent");
  await expect.poll(() => page.workers().length).toBe(1);
  await figure(page, "town-map").getByRole("button", { name: "Step" }).click();
  await expect(run(page, "town-map")).toHaveAttribute("data-step", "202", { timeout: 30_000 });
});

test("the lesson is reached from the course inside of the app", async ({ page }) => {
  await page.goto("course/");
  await alive(page, "reader");
  await page.evaluate(() => Object.assign(globalThis, { same: true }));
  await page.getByRole("link", { name: "ML key concepts" }).click();
  await expect(page.locator(".screen")).toHaveCount(SCREENS);
  expect(await page.evaluate(() => (globalThis as unknown as { same?: boolean }).same)).toBe(true);
  await expect(page).toHaveTitle("ML key concepts · Burrow");
  await approach(page, "town-map");
  await expect(page.locator(".figure")).toHaveCount(FIGURES);
});

test("in German the interface is German and the lesson keeps its language", async ({ page }) => {
  await page.goto(`de/${LESSON}`);
  await alive(page, "reader");
  expect(await page.locator("html").getAttribute("lang")).toBe("de");
  await expect(page.locator("article.lesson")).toHaveAttribute("lang", "en");
  await expect(page.getByRole("navigation", { name: "Seiten" })).toBeVisible();
  const foreign = page.getByText(/in (einer anderen Sprache|another language):/);
  await expect(foreign).toHaveText("Der Text dieser Lektion ist in einer anderen Sprache: English.");
  await page.getByRole("link", { name: "English" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(foreign).toHaveCount(0);
  expect(new URL(page.url()).pathname).toMatch(/^\/learn\/ml-key-concepts\/$/);
});
