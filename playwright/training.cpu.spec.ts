// Both labs learn on the CPU, as well as they are said to.
import { expect, SPIRAL, test } from "./support/test";

test("the spiral ends above 95 % test accuracy", async ({ open }) => {
  const lab = await open(SPIRAL);
  const { testAccuracy, backend } = await lab.playTo(3000, 90);
  expect(testAccuracy).toBeGreaterThan(0.95);
  expect(backend).toBe("cpu");
});

test("the digits end above 96 % test accuracy, and the page shows curve and confusion", async ({ open, page }) => {
  const lab = await open("lab=digits&processor=cpu");
  const { testAccuracy } = await lab.playTo(500, 90);
  expect(testAccuracy).toBeGreaterThan(0.96);
  await expect(page.locator(".loss__chart canvas")).toBeVisible();
  // 359 of 1,797 digits are not trained on; nearly all of them lie on the diagonal.
  const rows = page.getByRole("region", { name: "Confusion matrix, table" }).getByRole("row");
  const counts = await rows.evaluateAll((all) =>
    all.slice(1).map((row) => [...row.querySelectorAll("td")].map((cell) => Number(cell.textContent))),
  );
  const total = counts.flat().reduce((sum, count) => sum + count, 0);
  const right = counts.reduce((sum, row, digit) => sum + row[digit], 0);
  expect(total).toBe(359);
  expect(right / total).toBeCloseTo(testAccuracy, 1);
});

test("regression learns too, and claims no accuracy", async ({ open }) => {
  const lab = await open("lab=boundary&data=plane&processor=cpu");
  const before = await lab.wake();
  const after = await lab.playTo(300);
  expect(after.testLoss).toBeLessThan(before.testLoss / 2);
  expect(after.testAccuracy).toBeNaN();
});
