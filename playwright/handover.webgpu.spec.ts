// The run moves from the CPU to the GPU and back while it goes on.
import { GPU_SECONDS, GPU_STEP_SECONDS, untilOnGpu } from "./support/gpu";
import { expect, test } from "./support/test";
import type { Recorded } from "./support/readouts";

test.setTimeout(8 * 60_000);

/** The readings on both sides of the only place where the backend changes from one to the other. */
function seam(recording: Recorded[], from: string, to: string): [Recorded, Recorded] {
  const seams = recording.flatMap((after, place) => {
    const before = recording[place - 1];
    return before?.backend === from && after.backend === to ? [[before, after] as [Recorded, Recorded]] : [];
  });
  expect(seams).toHaveLength(1);
  return seams[0];
}

function expectContinuous([before, after]: [Recorded, Recorded]) {
  expect(after.step - before.step).toBeGreaterThanOrEqual(0);
  expect(after.step - before.step).toBeLessThanOrEqual(5);
  expect(Math.abs(after.trainLoss - before.trainLoss)).toBeLessThan(0.02);
}

test("a run that plays moves to the GPU and back, and its loss goes on", async ({ open, page }) => {
  const lab = await open("lab=boundary&data=gauss&noise=20&rate=0.001&speed=10&processor=gpu");
  await lab.startRecording();
  await lab.play();
  // On its way the page says what it is doing.
  await expect(page.getByText(/Loading the GPU engine: [\d.]+ .?B of [\d.]+ MB|Warming the GPU up/)).toBeVisible();
  const moved = await untilOnGpu(lab);
  await lab.until("it goes on there", ({ step }) => step > moved.step + 5, 180);
  expectContinuous(seam(await lab.recording(), "cpu", "gpu"));

  // Pause, step and reset hold on the GPU too.
  const { step } = await lab.pause();
  expect((await lab.step(GPU_STEP_SECONDS)).step).toBe(step + 1);
  expect((await lab.read()).backend).toBe("gpu");

  await lab.startRecording();
  await page.getByRole("combobox", { name: "Train on" }).selectOption("cpu");
  await lab.until("it is back on the CPU", ({ backend }) => backend === "cpu", 60);
  await lab.play();
  const back = await lab.until("it goes on there", (now) => now.step > step + 10, 60);
  expect(back).toMatchObject({ backend: "cpu", runGpu: "off" });
  const recording = await lab.recording();
  expectContinuous(seam(recording, "gpu", "cpu"));
  for (const [place, { step }] of recording.entries()) {
    expect(step).toBeGreaterThanOrEqual(recording[place - 1]?.step ?? 0);
  }
  await lab.pause();
  expect((await lab.reset()).backend).toBe("cpu");
});

test("automatic stays on the CPU where the GPU is slower, and says both times", async ({ open, page }) => {
  const lab = await open("lab=boundary");
  await lab.play();
  const { backend, step } = await lab.until("the GPU is measured", ({ runGpu }) => runGpu === "slower", GPU_SECONDS);
  expect(backend).toBe("cpu");
  await expect(page.getByText(/Staying on the CPU, which is faster here: .*\d.* a step against .*\d.* on the GPU/)).toBeVisible();
  await lab.until("the run goes on", (now) => now.step > step + 100);
  await lab.pause();
});
