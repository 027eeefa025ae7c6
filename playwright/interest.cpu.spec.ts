// No worker is fetched before a learner shows interest in a lab.
import { type BrowserContext } from "@playwright/test";
import { expect, Lab, test } from "./support/test";

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
