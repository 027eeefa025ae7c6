// Pictures of every page, for people to look at: `cargo xtask screenshots`. Two are in the README.
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { type Locator, type Page } from "@playwright/test";
import { drawByMouse, ZERO } from "./support/digits";
import { GO } from "./support/lessons";
import { LESSON, openAtWork } from "./support/pages";
import { smallPicture } from "./support/picture";
import { alive, expect, SPIRAL, test } from "./support/test";

const ROOT = path.resolve(import.meta.dirname, "..");
const SCREENS = path.resolve(ROOT, process.env.CARGO_TARGET_DIR ?? "target", "playwright-screens");

test.skip(!process.env.BURROW_SCREENSHOTS, "BURROW_SCREENSHOTS is not set");

const DEVICES = [
  { name: "desktop", options: { viewport: { width: 1280, height: 860 } } },
  { name: "dark", options: { viewport: { width: 1280, height: 860 }, colorScheme: "dark" as const } },
  { name: "contrast", options: { viewport: { width: 1280, height: 860 }, contextOptions: { contrast: "more" as const } } },
  { name: "phone", options: { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true } },
];

/** Whole pages; of a lesson and of the notices the top says enough. */
const PAGES = [
  { what: "home", place: "" },
  { what: "course", place: "course/" },
  { what: "lesson", place: LESSON, top: true },
  { what: "setup", place: "setup/" },
  { what: "notices", place: "notices/", top: true },
  { what: "german-home", place: "de/" },
  { what: "german-course", place: "de/course/" },
  { what: "german-lesson", place: `de/${LESSON}`, top: true },
  { what: "german-setup", place: "de/setup/" },
  { what: "german-playground", place: "de/playground/" },
  { what: "embedded-lesson", place: "embed/ml-key-concepts/", top: true },
  { what: "embedded-lab", place: "embed/lab/" },
];

/** In dark and with more contrast these lessons of Go say enough. */
const SOME = ["goroutines", "hashes-and-cryptography"];

/** The lesson's first figure, answered and trained until it has its goal. */
async function openFigure(page: Page): Promise<Locator> {
  await page.goto(LESSON);
  await alive(page, "reader");
  await page.locator('#question-which-feature input[value="2"]').check();
  const figure = page.locator("#figure-town-map");
  await figure.hover();
  await alive(page, "figures");
  for (const feature of ["x²", "y²"]) await figure.getByRole("checkbox", { name: feature }).check();
  await figure.getByRole("button", { name: "Play" }).click();
  await expect(figure.getByText("Reached.")).toBeVisible({ timeout: 60_000 });
  await figure.getByRole("button", { name: "Pause" }).click();
  await expect(figure.getByRole("button", { name: "Play" })).toBeVisible();
  await figure.evaluate((node) => node.scrollIntoView());
  await page.mouse.move(0, 0);
  await page.waitForTimeout(500);
  return figure;
}

for (const { name, options } of DEVICES) {
  test.describe(name, () => {
    test.use(options);
    const file = (what: string) => path.join(SCREENS, `${what}-${name}.png`);
    const shoot = (page: Page, what: string, top = false) => page.screenshot({ path: file(what), fullPage: !top });

    for (const { what, place, top } of PAGES) {
      test(what, async ({ page }) => {
        await page.goto(place);
        await expect(page.locator("html[data-alive]")).toBeAttached();
        const verdict = page.getByText(/^(This browser will do|Dieser Browser)/);
        if (place.endsWith("setup/")) await expect(verdict.first()).toBeVisible();
        await shoot(page, what, top);
      });
    }

    test.describe("with a service worker", () => {
      test.use({ serviceWorkers: "allow" });

      test("offline", async ({ page }) => {
        await page.goto("offline/");
        await expect(page.getByText("Ready: pages, lessons and labs work")).toBeVisible();
        await expect(page.getByText("The site uses")).toBeVisible();
        await shoot(page, "offline");
      });
    });

    for (const lesson of GO.filter(({ id }) => ["desktop", "phone"].includes(name) || SOME.includes(id))) {
      test(`the lesson ${lesson.title}`, async ({ page }) => {
        await openAtWork(page, lesson);
        // An editor measures its lines when it is looked at.
        for (const editor of await page.locator(".cm-editor").all()) await editor.scrollIntoViewIfNeeded();
        await page.mouse.move(0, 0);
        await shoot(page, `go-${lesson.id}`);
      });
    }

    test("a figure of the lesson", async ({ page }) => {
      const figure = await openFigure(page);
      await figure.screenshot({ path: file("figure") });
    });

    test("a screen of the lesson before and after its question", async ({ page }) => {
      await page.goto(LESSON);
      await alive(page, "reader");
      const screen = page.locator(".screen").first();
      await screen.screenshot({ path: file("screen") });
      await page.locator('#question-which-feature input[value="0"]').check();
      await page.locator("#question-which-feature").screenshot({ path: file("question") });
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

test.describe("in the README", () => {
  test.use({ viewport: { width: 1280, height: 860 } });
  const keep = async (page: Page, name: string) => writeFile(path.join(ROOT, "docs", name), await smallPicture(page));

  test("the playground", async ({ open, page }) => {
    const lab = await open(SPIRAL);
    await lab.playTo(3000, 90);
    await page.mouse.move(0, 0);
    await keep(page, "playground.png");
  });

  test("a lesson", async ({ page }) => {
    await openFigure(page);
    await keep(page, "lesson.png");
  });
});
