// The numbers of a run as the page states them, in full, for programs.
import type { Page } from "@playwright/test";

export interface Readouts {
  step: number;
  epoch: number;
  trainLoss: number;
  testLoss: number;
  trainAccuracy: number;
  testAccuracy: number;
  status: "idle" | "loading" | "paused" | "playing" | "replaying" | "stopped";
  backend: "" | "cpu" | "gpu";
  runGpu: "off" | "loading" | "warming" | "slower" | "active" | "failed";
  frames: number;
}

/** A reading and when it was taken, in milliseconds. */
export interface Recorded extends Readouts {
  at: number;
}

type Raw = Record<string, string>;

export async function read(page: Page): Promise<Readouts> {
  return parse(await page.locator("output[data-run]").evaluate((node) => ({ ...(node as HTMLElement).dataset }) as Raw));
}

/** Writes down every change of the readouts from now on. */
export async function startRecording(page: Page) {
  await page.locator("output[data-run]").evaluate((node) => {
    const seen: unknown[] = [];
    Object.assign(globalThis, { recordedReadouts: seen });
    const note = () => seen.push({ ...(node as HTMLElement).dataset, at: performance.now() });
    note();
    new MutationObserver(note).observe(node, { attributes: true });
  });
}

export async function recording(page: Page): Promise<Recorded[]> {
  const raw = await page.evaluate(() => (globalThis as unknown as { recordedReadouts: Raw[] }).recordedReadouts);
  return raw.map((each) => ({ ...parse(each), at: Number(each.at) }));
}

function parse(raw: Raw): Readouts {
  // An empty attribute is a number that does not exist.
  const number = (text: string | undefined) => (text ? Number(text) : NaN);
  return {
    step: number(raw.step),
    epoch: number(raw.epoch),
    trainLoss: number(raw.trainLoss),
    testLoss: number(raw.testLoss),
    trainAccuracy: number(raw.trainAccuracy),
    testAccuracy: number(raw.testAccuracy),
    status: raw.status as Readouts["status"],
    backend: raw.backend as Readouts["backend"],
    runGpu: raw.runGpu as Readouts["runGpu"],
    frames: number(raw.frames),
  };
}
