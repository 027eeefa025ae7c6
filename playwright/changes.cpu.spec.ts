// What a learner changes while a run is under way.
import { expect, test } from "./support/test";

test("a live parameter changes the run, is logged, and stands in the link", async ({ open }) => {
  const lab = await open("processor=cpu");
  await lab.losses(3);
  await lab.type("Learning rate, typed", "0.3");
  await expect(lab.changes()).toHaveText([/step 3\s*Learning rate → 0\.3/]);
  const changed = await lab.losses(3);
  expect(await lab.link()).toMatch(/&log=3:rate:0\.3$/);
  await lab.reset();
  await expect(lab.changes()).toHaveCount(0);
  expect((await lab.losses(6)).slice(3)).not.toEqual(changed);
});

test("a live parameter can change while the run plays", async ({ open, page }) => {
  const lab = await open("processor=cpu&speed=60");
  await lab.play();
  await lab.until("the run goes on", ({ step }) => step > 10);
  await page.getByRole("combobox", { name: "Optimizer" }).selectOption("sgd");
  await expect(lab.changes()).toHaveText([/Optimizer → SGD/]);
  await expect(page.getByRole("slider", { name: "Momentum" })).toBeVisible();
  const { step } = await lab.read();
  await lab.until("the run goes on", (now) => now.step > step + 10);
  expect(await lab.pause()).toMatchObject({ status: "paused" });
  expect(await lab.link()).toMatch(/log=\d+:optimizer:sgd$/);
});

test("a parameter that shapes the run begins a new one", async ({ open, page }) => {
  const lab = await open("processor=cpu");
  await lab.losses(3);
  await page.getByRole("radio", { name: "Moons" }).check();
  const { step } = await lab.until("a new run", (now) => now.step === 0 && now.trainLoss >= 0);
  expect(step).toBe(0);
  expect(await lab.link()).toContain("data=moons");
  await lab.step();
});

test("layers and units are added and taken away", async ({ open, page }) => {
  const lab = await open("processor=cpu");
  await lab.wake();
  await lab.button("Add layer").click();
  await expect(page.getByRole("textbox", { name: "Units in layer 3" })).toHaveValue("2");
  await lab.button("One unit more in layer 3").click();
  expect(await lab.link()).toContain("layers=4-2-3");
  for (let layers = 3; layers > 0; layers--) await lab.button("Remove layer").click();
  expect(await lab.link()).toContain("&layers=0&");
  await lab.step();
});

test("an edited weight changes the curve and is logged by its name", async ({ open, page }) => {
  const lab = await open("processor=cpu");
  await lab.losses(2);
  const { trainLoss } = await lab.read();
  await lab.openWeights();
  await lab.type("weight from x to layer 1 unit 1", "1.5");
  const edited = await lab.until("the loss changes", (now) => now.trainLoss !== trainLoss);
  expect(edited.step).toBe(2);
  await expect(lab.changes()).toHaveText([/step 2\s*weight from x to layer 1 unit 1 → 1\.5/]);
  await expect(page.getByRole("textbox", { name: "weight from x to layer 1 unit 1" })).toHaveValue("1.5000");
  await lab.step();
  expect(await lab.link()).toMatch(/&log=2:w0:1\.5$/);
});

test("a weight is chosen in the picture", async ({ open, page }) => {
  const lab = await open("processor=cpu");
  await lab.wake();
  // A click on a unit's tile chooses its bias.
  const tile = page.locator(".network__tile").nth(2);
  await tile.click({ force: true });
  const editor = page.getByRole("group", { name: "Change a weight" });
  await expect(editor).toContainText("bias of layer 1 unit 1");
  await editor.getByRole("textbox").fill("0.75");
  await editor.getByRole("textbox").press("Enter");
  await expect(lab.changes()).toHaveText([/bias of layer 1 unit 1 → 0\.75/]);
});

test("a weight that is no number is left as it was", async ({ open }) => {
  const lab = await open("processor=cpu");
  const { trainLoss } = await lab.wake();
  await lab.openWeights();
  await lab.type("weight from x to layer 1 unit 1", "much");
  await expect(lab.messages()).toContainText("finite number");
  expect((await lab.rest()).trainLoss).toBe(trainLoss);
  await expect(lab.changes()).toHaveCount(0);
});

test("a button moves a slider to its next stop, and back", async ({ open, page }) => {
  const lab = await open("processor=cpu");
  await lab.wake();
  const rate = page.getByRole("slider", { name: "Learning rate" });
  const before = await rate.getAttribute("aria-valuetext");
  await page.getByRole("button", { name: "Learning rate, more" }).click();
  await expect(rate).toHaveAttribute("aria-valuetext", "0.1");
  await page.getByRole("button", { name: "Learning rate, less" }).click();
  await expect(rate).toHaveAttribute("aria-valuetext", before ?? "");
});
