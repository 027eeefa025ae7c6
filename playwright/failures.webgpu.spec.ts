// The GPU goes away: the run goes on on the CPU, and the page says so.
import { destroyDevices, GPU_SECONDS, inGpuWorkers, keepDevices, untilOnGpu } from "./support/gpu";
import { expectToGoOn } from "./support/recovery";
import { expect, type Lab, test } from "./support/test";

test.setTimeout(8 * 60_000);

/** A run that has played on the GPU for a few seconds. */
async function playOnGpu(lab: Lab) {
  await lab.startRecording();
  await lab.play();
  const { step } = await untilOnGpu(lab);
  await lab.until("it goes on there", (now) => now.step > step + 8, 120);
}

test("the device is lost in the middle of a run", async ({ open, page }) => {
  await inGpuWorkers(page, keepDevices);
  const lab = await open("lab=digits&processor=gpu&speed=10");
  await playOnGpu(lab);
  await destroyDevices(await lab.worker("gpu"));
  await expect(lab.messages()).toContainText("The GPU worker failed", { timeout: 60_000 });
  // The browser's word of the loss, or the step that came to nothing: whichever is first.
  await expect(lab.messages()).toContainText(/The GPU was lost|The device failed while it computed/);
  await expect(lab.messages()).not.toContainText("Backtrace");
  await expectToGoOn(lab);
  await lab.pause();
  expect(await lab.step()).toMatchObject({ backend: "cpu" });
});

test("the GPU worker dies in the middle of a run", async ({ open, guard }) => {
  guard.allow(/made to fail/);
  const lab = await open("lab=boundary&processor=gpu&speed=10");
  await playOnGpu(lab);
  const worker = await lab.worker("gpu");
  await worker.evaluate(() => void setTimeout(() => { throw new Error("made to fail"); })).catch(() => undefined);
  await expect(lab.messages()).toContainText("made to fail", { timeout: 60_000 });
  await expectToGoOn(lab);
});

test("an adapter that is refused", async ({ open, page }) => {
  await inGpuWorkers(page, () => {
    GPU.prototype.requestAdapter = async () => null;
  });
  const lab = await open("lab=boundary&processor=gpu&speed=10");
  await lab.play();
  const { backend, step } = await lab.until("the GPU is given up", ({ runGpu }) => runGpu === "failed", GPU_SECONDS);
  expect(backend).toBe("cpu");
  await expect(lab.messages()).toContainText(/GPU cannot be used.*no GPU adapter/s);
  await lab.until("the run goes on", (now) => now.step > step + 10);
});
