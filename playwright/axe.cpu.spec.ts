// No serious or critical finding of axe-core, on any page, light and dark.
import AxeBuilder from "@axe-core/playwright";
import { type Page } from "@playwright/test";
import { expect, test } from "./support/test";
import { drawByMouse, ONE } from "./support/digits";

async function expectAccessible(page: Page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const grave = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  const told = grave.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
  expect(told).toEqual([]);
}

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    for (const place of ["", "course/", "notices/"]) {
      test(`the page /${place}`, async ({ page }) => {
        await page.goto(place);
        await expect(page.getByRole("banner")).toBeVisible();
        await expectAccessible(page);
      });
    }

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
