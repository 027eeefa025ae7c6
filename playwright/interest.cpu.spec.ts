// No worker is fetched before a learner shows interest in a lab, and nobody is taken elsewhere when it comes.
import { type BrowserContext } from "@playwright/test";
import { alive, drawn, expect, Lab, test } from "./support/test";

/** The workers' files that are asked for from now on: `cpu`, `gpu`. */
function workers(context: BrowserContext): Set<string> {
  const seen = new Set<string>();
  context.on("request", (request) => {
    const name = /train-(cpu|gpu)-/.exec(request.url());
    if (name) seen.add(name[1]);
  });
  return seen;
}

test("nothing is fetched while nobody comes near", async ({ page, context }) => {
  const seen = workers(context);
  for (const place of ["", "course/", "learn/ml-key-concepts/", "offline/", "playground/", "playground/#lab=digits", "notices/"]) {
    await page.goto("about:blank");
    await page.goto(place);
    await expect(page.getByRole("banner")).toBeVisible();
    await page.waitForTimeout(700);
  }
  expect([...seen]).toEqual([]);
});

const SIGNS: [string, (lab: Lab) => Promise<unknown>][] = [
  ["hovers", (lab) => lab.page.mouse.move(400, 400)],
  ["focuses", (lab) => lab.button("Step").focus()],
  ["touches", (lab) => lab.page.touchscreen.tap(400, 400)],
  ["presses a key", (lab) => lab.page.keyboard.press("r")],
];

test.describe("one sign of interest fetches the CPU worker, and that alone", () => {
  test.use({ hasTouch: true });
  for (const [name, show] of SIGNS) {
    test(`a learner ${name}`, async ({ open, context }) => {
      const seen = workers(context);
      const lab = await open();
      expect([...seen]).toEqual([]);
      await show(lab);
      const opened = await lab.until("the run is opened", ({ status, trainLoss }) => status === "paused" && trainLoss >= 0);
      expect(opened.step).toBe(0);
      expect([...seen]).toEqual(["cpu"]);
    });
  }
});

test("the text stays where it is read when the labs come, and who has scrolled on is not taken back to the focus", async ({ page }) => {
  await page.goto("learn/ml-key-concepts/");
  await alive(page, "reader");
  await page.locator('#question-which-feature input[value="0"]').check();
  const heading = page.locator("#learning-rate-title");
  const top = async () => (await heading.boundingBox())?.y ?? Infinity;
  await heading.evaluate((title) => scrollTo(0, title.getBoundingClientRect().top + scrollY - 200));
  expect(await top()).toBeCloseTo(200, -1);
  // A figure further down comes near, and all labs above it come with it.
  await page.locator("#learning-rate .figure").dispatchEvent("pointerover");
  await alive(page, "figures");
  await drawn(page);
  expect(Math.abs((await top()) - 200)).toBeLessThan(40);
  await expect(page.locator('#question-which-feature input[value="0"]')).toBeFocused();
});
