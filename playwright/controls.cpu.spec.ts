// Play, pause, step, reset.
import { expect, test } from "./support/test";

test("pause answers at once, and the step stands still", async ({ open, page }) => {
  const lab = await open("processor=cpu");
  await lab.play();
  await lab.until("the run goes on", ({ step }) => step > 50);
  // Measured in the page, from the click to the word.
  const waited = await page.evaluate(async () => {
    const output = document.querySelector("output[data-run]") as HTMLElement;
    const pause = [...document.querySelectorAll("button")].find((button) => button.textContent?.trim() === "Pause");
    const began = performance.now();
    pause?.click();
    while (output.dataset.status !== "paused") await new Promise(requestAnimationFrame);
    return performance.now() - began;
  });
  expect(waited).toBeLessThan(500);
  const { step } = await lab.rest();
  await page.waitForTimeout(1000);
  expect((await lab.read()).step).toBe(step);
  await expect(lab.button("Play")).toBeVisible();
});

test("step does exactly one", async ({ open }) => {
  const lab = await open("processor=cpu");
  expect((await lab.wake()).step).toBe(0);
  for (const expected of [1, 2, 3]) expect((await lab.step()).step).toBe(expected);
  expect((await lab.rest()).step).toBe(3);
});

test("a step in the middle of play pauses the run", async ({ open }) => {
  const lab = await open("processor=cpu");
  await lab.play();
  await lab.until("the run goes on", ({ step }) => step > 20);
  await lab.button("Step").click();
  const { step, status } = await lab.rest();
  expect(status).toBe("paused");
  expect((await lab.step()).step).toBe(step + 1);
});

for (const link of ["lab=boundary&processor=cpu", "lab=digits&processor=cpu"]) {
  test(`reset begins again, and the same seed gives the same losses: ${link}`, async ({ open }) => {
    const lab = await open(link);
    const start = await lab.wake();
    const first = await lab.losses(5);
    const back = await lab.reset();
    expect(back.trainLoss).toBe(start.trainLoss);
    expect(await lab.losses(5)).toEqual(first);
  });
}

test("another seed gives other losses", async ({ open }) => {
  const one = await (await open("processor=cpu&seed=1")).losses(2);
  const two = await (await open("processor=cpu&seed=2")).losses(2);
  expect(one).not.toEqual(two);
});

test("speed holds the run back", async ({ open, page }) => {
  const lab = await open("processor=cpu&speed=10");
  await lab.play();
  const { step } = await lab.until("the run goes on", ({ step }) => step >= 2);
  await page.waitForTimeout(2000);
  const done = (await lab.read()).step - step;
  expect(done).toBeGreaterThan(10);
  expect(done).toBeLessThan(30);
});
