// The decision surface answers for a point, and its pictures are renewed while the run goes on.
import { expect, SPIRAL, test } from "./support/test";

test("the network is asked about a point by mouse and by arrow keys", async ({ open, page }) => {
  const lab = await open("processor=cpu");
  await lab.playTo(200);
  const plane = page.getByRole("application", { name: "Cursor on the plane" });
  await plane.hover({ position: { x: 10, y: 10 } });
  const view = page.getByRole("region", { name: "Decision surface" });
  await expect(view).toContainText(/At x −5\.\d+, y \+5\.\d+:/);
  await expect(view).toContainText(/(orange|blue), \d/);
  // The circle's middle is one class, its rim the other.
  const rim = await view.locator("strong").innerText();
  const box = await plane.boundingBox();
  await plane.hover({ position: { x: (box?.width ?? 0) / 2, y: (box?.height ?? 0) / 2 } });
  await expect(view.locator("strong")).not.toContainText(rim.split(",")[0]);
  await page.keyboard.press("Escape");
  await plane.focus();
  await page.keyboard.press("ArrowRight");
  await expect(view).toContainText(/At x \+0\.\d+, y/);
});

test("surface and heat-maps are drawn again and again while the run goes on", async ({ open, page }) => {
  const lab = await open(SPIRAL);
  await lab.play();
  await lab.until("the run goes on", ({ step }) => step > 50);
  const picture = () =>
    page.locator(".surface__map").evaluate((canvas) => {
      const { data } = (canvas as HTMLCanvasElement).getContext("2d")!.getImageData(0, 0, 48, 48);
      return data.reduce((sum, value, place) => (sum * 31 + value * (place % 7)) % 1_000_003, 0);
    });
  const before = await picture();
  const drawn = (await lab.read()).frames;
  await lab.until("it was drawn again", ({ frames }) => frames > drawn + 10);
  expect(await picture()).not.toBe(before);
  // Each of four features and sixteen units has its tile.
  await expect(page.locator(".network__tile")).toHaveCount(20);
  await lab.pause();
});

test("the surface is there as a table", async ({ open, page }) => {
  const lab = await open("data=gauss&processor=cpu");
  await lab.playTo(100);
  await page.getByText("Surface as a table").click();
  const table = page.getByRole("region", { name: "Surface as a table" });
  await expect(table.getByRole("row")).toHaveCount(8);
  // The two Gaussians lie in opposite corners, and so do the answers.
  const cell = (row: number, column: number) => table.getByRole("row").nth(row).getByRole("cell").nth(column);
  await expect(cell(1, 6)).toHaveText(/^−?[01]\.\d\d$/);
  const number = async (row: number, column: number) => Number((await cell(row, column).innerText()).replace("−", "-"));
  expect((await number(1, 6)) * (await number(7, 0))).toBeLessThan(-0.25);
});
