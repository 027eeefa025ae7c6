// No finding of axe-core for WCAG 2.2 A and AA, on any page: light, dark, with more contrast, in
// forced colours and at 400 % zoom.
import { type Page } from "@playwright/test";
import { findings } from "./support/axe";
import { drawByMouse, ONE } from "./support/digits";
import { LESSON, openPage, PAGES } from "./support/pages";
import { alive, expect, test } from "./support/test";

/** `without`: rules that mean nothing where the page is tested. */
async function expectAccessible(page: Page, without: string[] = []) {
  expect(await findings(page, { without })).toEqual([]);
}

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    for (const place of PAGES) {
      test(`the page /${place}`, async ({ page }) => {
        await openPage(page, place);
        await expectAccessible(page);
      });

      test(`the page /${place} with more contrast`, async ({ page }) => {
        await page.emulateMedia({ contrast: "more" });
        await openPage(page, place);
        await expectAccessible(page);
      });
    }

    test("a lesson with an answer and a figure that trained", async ({ page }) => {
      await openPage(page, LESSON);
      await page.locator('#question-which-feature input[value="0"]').check();
      const figure = page.locator("#figure-town-map");
      await figure.hover();
      await alive(page, "figures");
      await figure.getByRole("button", { name: "Step" }).click();
      await expect(figure.locator("output[data-run]")).toHaveAttribute("data-step", "201");
      await expectAccessible(page);
    });

    test("a page that is not there", async ({ page, guard }) => {
      guard.allow(/nowhere/);
      await page.goto("nowhere/");
      await expect(page.getByRole("banner")).toBeVisible();
      await expectAccessible(page);
    });

    test("the boundary lab: untouched, trained, with all that can be opened", async ({ open, page }) => {
      const lab = await open("data=spiral&nonsense=1&processor=cpu");
      await expectAccessible(page);
      await lab.playTo(50);
      await lab.openWeights();
      await lab.type("bias of layer 1 unit 1", "0.5");
      await page.getByRole("button", { name: "About Noise" }).click();
      await page.locator("details.loss-table summary").click();
      await page.getByText("Surface as a table").click();
      await page.getByRole("application", { name: "Cursor on the plane" }).hover();
      await expect(lab.messages().getByRole("listitem")).toHaveCount(1);
      await expectAccessible(page);
      await page.keyboard.press("?");
      await expect(page.getByRole("dialog")).toBeVisible();
      await expectAccessible(page);
    });

    test("the digit reader: untouched, then trained with a drawing", async ({ open, page }) => {
      const lab = await open("lab=digits&processor=cpu");
      await expectAccessible(page);
      await lab.playTo(50);
      await drawByMouse(page, ONE);
      await expect(page.getByRole("region", { name: "Answer" })).toContainText("This looks like");
      await expectAccessible(page);
    });
  });
}

test.describe("in forced colours", () => {
  test.use({ forcedColors: "active" });
  for (const place of PAGES) {
    test(`the page /${place}`, async ({ page }) => {
      await openPage(page, place);
      // The colours are the system's, and axe does not know them.
      await expectAccessible(page, ["color-contrast"]);
    });
  }
});

// 1280 × 1024 at 400 %.
test.describe("at 400 % zoom", () => {
  test.use({ viewport: { width: 320, height: 256 } });
  for (const place of PAGES) {
    test(`the page /${place}`, async ({ page }) => {
      await openPage(page, place);
      await expectAccessible(page);
    });
  }
});
