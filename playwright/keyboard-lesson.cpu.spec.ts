// A lesson and both labs, by keyboard alone.
import { tabTo } from "./support/hands";
import { alive, expect, Lab, test } from "./support/test";

test("from the home page through a lesson: answer, operate, reach the goal", async ({ page }) => {
  await page.goto("");
  await alive(page, "reader");
  await tabTo(page, page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Course" }));
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByRole("link", { name: "ML key concepts" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("ML key concepts");

  await tabTo(page, page.locator("#question-which-feature input").first());
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowDown");
  await expect(page.locator("#question-which-feature .question__result")).toHaveText(/^(Right|Not quite)\. /);

  const figure = page.locator("#figure-town-map");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await alive(page, "figures");
  for (const feature of ["x²", "y²"]) {
    await tabTo(page, figure.getByRole("checkbox", { name: feature }));
    await page.keyboard.press("Space");
  }
  await tabTo(page, figure.getByRole("button", { name: "Play" }));
  await page.keyboard.press("Enter");
  await expect(figure.getByText("Reached.")).toBeVisible({ timeout: 60_000 });
  await page.keyboard.press("Enter");
  await expect(figure.locator("output[data-run]")).toHaveAttribute("data-status", "paused");
});

test("the focus stays on a figure's button while the figures come", async ({ page }) => {
  await page.goto("learn/ml-key-concepts/#features-and-labels");
  await alive(page, "reader");
  const skip = page.locator("#figure-town-map").getByRole("button", { name: "Show me without" });
  await tabTo(page, skip);
  await alive(page, "figures");
  await expect(skip).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator("#figure-town-map").getByRole("button", { name: "Play" })).toBeVisible();
});

test("both labs of the playground", async ({ open, page }) => {
  const lab = await open("processor=cpu");
  await tabTo(page, page.getByRole("tab", { name: "Boundary" }));
  await tabTo(page, lab.button("Play"));
  await page.keyboard.press("Enter");
  await lab.until("it trains", ({ step }) => step > 20);
  await page.keyboard.press("Enter");
  await lab.rest();
  await tabTo(page, page.getByRole("slider", { name: "Learning rate" }));
  await page.keyboard.press("ArrowRight");
  await expect(lab.changes()).toHaveCount(1);

  await page.keyboard.press("l");
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("tab", { name: "Digit reader" })).toHaveAttribute("aria-selected", "true");
  await lab.until("the digits open", ({ step, trainLoss }) => step === 0 && trainLoss >= 0);
  await tabTo(page, page.getByRole("button", { name: "Show an example" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: "Answer" })).toContainText("This looks like");
  await tabTo(page, new Lab(page).button("Play"), 200);
});
