// Both labs train on WebGPU, and compute what the CPU computes.
import { beginOnGpu, GPU_STEP_SECONDS } from "./support/gpu";
import { expect, type Lab, test } from "./support/test";

test.setTimeout(12 * 60_000);

const STEPS = 20;

/** The first losses on the CPU and on the GPU agree. */
async function expectSameLosses(lab: Lab, cpu: number[]) {
  await beginOnGpu(lab);
  const gpu = await lab.losses(STEPS, GPU_STEP_SECONDS);
  expect((await lab.read()).backend).toBe("gpu");
  const apart = gpu.map((loss, step) => Math.abs(loss - cpu[step]));
  expect(apart).toHaveLength(STEPS);
  expect(Math.max(...apart)).toBeLessThan(1e-3);
  // It is a run that learns, not one that stands still.
  expect(gpu[STEPS - 1]).toBeLessThan(gpu[0]);
}

test("boundary: the first 20 losses are the CPU's, and the loss falls on", async ({ open }) => {
  const link = "lab=boundary&data=gauss&noise=10&layers=8-8&batch=32";
  const cpu = await (await open(`${link}&processor=cpu`)).losses(STEPS);
  const lab = await open(`${link}&processor=gpu`);
  await expectSameLosses(lab, cpu);
  const { step } = await lab.playTo(STEPS + 10, 120);
  expect(step).toBeGreaterThanOrEqual(STEPS + 10);
  const { trainLoss, backend } = await lab.read();
  expect(backend).toBe("gpu");
  expect(trainLoss).toBeLessThan(cpu[STEPS - 1]);
});

test("digits: the first 20 losses are the CPU's; above 90 % within five minutes", async ({ open, page }) => {
  const cpu = await (await open("lab=digits&processor=cpu")).losses(STEPS);
  const lab = await open("lab=digits&processor=gpu");
  await expectSameLosses(lab, cpu);
  await expect(page.locator("[data-backend-name]")).toContainText("Software adapter: slow");
  await lab.play();
  const { step, backend } = await lab.until("90 %", ({ testAccuracy }) => testAccuracy > 0.9, 300);
  expect(backend).toBe("gpu");
  expect(step).toBeGreaterThan(STEPS);
});
