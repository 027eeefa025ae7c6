// The way of a run to the GPU, and what can go wrong there.
import type { Page, Worker } from "@playwright/test";
import type { Lab } from "./lab";
import type { Readouts } from "./readouts";

/** The GPU worker's file is large and a software adapter slow. */
export const GPU_SECONDS = 240;
/** A step of a software adapter, and the picture after it. */
export const GPU_STEP_SECONDS = 30;

/** Waits until the run that plays has moved to the GPU. */
export function untilOnGpu(lab: Lab): Promise<Readouts> {
  return lab.until("the run moves to the GPU", ({ runGpu, backend }) => runGpu === "active" && backend === "gpu", GPU_SECONDS);
}

/**
 * Brings the run to step 0 on the GPU: a run moves there only while it plays, but a
 * checkpoint is opened where the run is.
 */
export async function beginOnGpu(lab: Lab): Promise<Readouts> {
  await lab.wake();
  const start = await lab.download("Save checkpoint");
  await lab.play();
  await untilOnGpu(lab);
  await lab.pause();
  await lab.openFile(start);
  return lab.until("step 0 on the GPU", ({ step, backend, status }) => step === 0 && backend === "gpu" && status === "paused");
}

/** Does something in each GPU worker before the worker's own script does anything. */
export function inGpuWorkers(page: Page, prepare: () => void) {
  return page.route(/train-gpu-[^/]*\.js$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `(${prepare})();\n${await response.text()}` });
  });
}

/** In a worker: keeps hold of every GPU device that is made. */
export function keepDevices() {
  const devices: GPUDevice[] = [];
  Object.assign(self, { devices });
  const request = GPUAdapter.prototype.requestDevice;
  GPUAdapter.prototype.requestDevice = async function (...options) {
    const device = await request.apply(this, options);
    devices.push(device);
    return device;
  };
}

export function destroyDevices(worker: Worker) {
  return worker.evaluate(() => {
    for (const device of (self as unknown as { devices: GPUDevice[] }).devices) device.destroy();
  });
}
