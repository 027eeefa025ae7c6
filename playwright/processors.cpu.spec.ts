// A browser without a GPU: the page says so, and the CPU trains.
import { expect, test } from "./support/test";

/** As in a browser that has never heard of WebGPU. */
function forgetWebGpu() {
  Reflect.deleteProperty(Navigator.prototype, "gpu");
}

test("a browser without WebGPU trains on the CPU and says so", async ({ open, page, context }) => {
  await context.addInitScript(forgetWebGpu);
  const lab = await open();
  const { backend, runGpu } = await lab.playTo(50);
  expect([backend, runGpu]).toEqual(["cpu", "failed"]);
  await expect(page.locator("[data-backend-name]")).toHaveText("CPU");
  await expect(page.getByText(/This browser has no WebGPU/).first()).toBeVisible();
  // Nobody asked for a GPU, so there is nothing to be warned of.
  await expect(lab.messages()).not.toContainText("WebGPU");
});

test("whoever chooses the GPU where there is none is warned in words", async ({ open, page, context }) => {
  await context.addInitScript(forgetWebGpu);
  const lab = await open();
  await lab.losses(1);
  await page.getByRole("combobox", { name: "Train on" }).selectOption("gpu");
  await expect(lab.messages()).toContainText("This browser has no WebGPU, so the run stays on the CPU");
  expect((await lab.playTo(50)).backend).toBe("cpu");
});

test("a browser that knows WebGPU but finds no adapter says so and trains on the CPU", async ({ open }) => {
  const lab = await open("processor=gpu&speed=60");
  await lab.play();
  const { backend, step } = await lab.until("the GPU is given up", ({ runGpu }) => runGpu === "failed", 90);
  expect(backend).toBe("cpu");
  await expect(lab.messages()).toContainText(/GPU/);
  await lab.until("the run goes on", (now) => now.step > step + 10);
  expect(await lab.pause()).toMatchObject({ backend: "cpu" });
});

test("the CPU alone is asked for: no GPU worker is fetched", async ({ open, page }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  const lab = await open("processor=cpu");
  expect((await lab.playTo(50)).runGpu).toBe("off");
  expect(asked.filter((url) => url.includes("train-gpu"))).toEqual([]);
});
