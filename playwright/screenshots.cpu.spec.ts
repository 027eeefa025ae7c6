// Pictures of every page, for people: `BURROW_SCREENSHOTS=1`. One of them is in the README.
import path from "node:path";
import { type Page } from "@playwright/test";
import { drawByMouse, ZERO } from "./support/digits";
import { alive, expect, SPIRAL, test } from "./support/test";

const ROOT = path.resolve(import.meta.dirname, "..");
const SCREENS = path.join(ROOT, "target/playwright-screens");

test.skip(!process.env.BURROW_SCREENSHOTS, "BURROW_SCREENSHOTS is not set");

const DEVICES = [
  { name: "desktop", options: { viewport: { width: 1280, height: 860 } } },
  { name: "dark", options: { viewport: { width: 1280, height: 860 }, colorScheme: "dark" as const } },
  { name: "phone", options: { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true } },
];

/** The lesson's first figure, answered and trained until it has its goal. */
async function openFigure(page: Page) {
  await page.goto("learn/ml-key-concepts/");
  await alive(page, "reader");
  await page.locator('#question-which-feature input[value="2"]').check();
  const figure = page.locator("#figure-town-map");
  await figure.hover();
  await alive(page, "figures");
  for (const feature of ["x²", "y²"]) await figure.getByRole("checkbox", { name: feature }).check();
  await figure.getByRole("button", { name: "Play" }).click();
  await expect(figure.getByText("Reached.")).toBeVisible({ timeout: 60_000 });
  await figure.getByRole("button", { name: "Pause" }).click();
  await figure.evaluate((node) => node.scrollIntoView());
  await page.waitForTimeout(500);
}

for (const { name, options } of DEVICES) {
  test.describe(name, () => {
    test.use(options);
    const shoot = (page: Page, what: string) =>
      page.screenshot({ path: path.join(SCREENS, `${what}-${name}.png`), fullPage: true });

    test("pages of text", async ({ page }) => {
      const pages = {
        home: "",
        course: "course/",
        "course-german": "de/course/",
        lesson: "learn/ml-key-concepts/",
        setup: "setup/",
        offline: "offline/",
        notices: "notices/",
      };
      for (const [what, place] of Object.entries(pages)) {
        await page.goto(place);
        await expect(page.locator("html[data-alive]")).toBeAttached();
        if (what === "setup") await expect(page.getByText("This browser will do")).toBeVisible();
        await shoot(page, what);
      }
    });

    test("a figure of the lesson", async ({ page }) => {
      await openFigure(page);
      await page.screenshot({ path: path.join(SCREENS, `figure-${name}.png`) });
    });

    test("the boundary lab", async ({ open, page }) => {
      const lab = await open(SPIRAL);
      await shoot(page, "boundary-untouched");
      await lab.playTo(2000);
      await shoot(page, "boundary");
    });

    test("the digit reader", async ({ open, page }) => {
      const lab = await open("lab=digits&processor=cpu");
      await lab.playTo(300);
      await drawByMouse(page, ZERO);
      await expect(page.getByRole("region", { name: "Answer" })).toContainText("This looks like");
      await shoot(page, "digits");
    });
  });
}

test("the picture in the README", async ({ open, page }) => {
  await page.setViewportSize({ width: 1280, height: 860 });
  const lab = await open(SPIRAL);
  await lab.playTo(3000, 90);
  await page.mouse.move(0, 0);
  await page.screenshot({ path: path.join(ROOT, "docs/playground.png") });
});

test("the lesson's picture in the README", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 860 });
  await openFigure(page);
  await page.screenshot({ path: path.join(ROOT, "docs/lesson.png") });
});
