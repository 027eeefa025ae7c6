// The playground as a learner uses it: buttons, fields and files, found by their names.
import { readFile } from "node:fs/promises";
import { expect, type Locator, type Page, type Worker } from "@playwright/test";
import { read, recording, startRecording, type Readouts } from "./readouts";

/** A spiral that a small network learns to more than 95 % in 3,000 steps. */
export const SPIRAL =
  "lab=boundary&data=spiral&noise=10&features=x-y-sinx-siny&layers=8-8&rate=0.01&batch=32&l2=0.003&processor=cpu";

export interface Upload {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** Waits until the program of a page runs: before, the page is a picture of itself. */
export async function alive(page: Page, flavour: "reader" | "playground" | "figures" | "go") {
  await expect(page.locator(`html[data-alive="${flavour}"]`)).toBeAttached();
}

/** Waits until the page has drawn what it knows by now: that happens once a frame. */
export function drawn(page: Page): Promise<unknown> {
  return page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

export class Lab {
  constructor(readonly page: Page) {}

  static async open(page: Page, link: string): Promise<Lab> {
    // The same page with another fragment would not be loaded again.
    await page.goto("about:blank");
    await page.goto(`playground/${link && `#${link}`}`);
    await alive(page, "playground");
    const lab = new Lab(page);
    await expect(lab.button("Play")).toBeVisible();
    return lab;
  }

  button(name: string): Locator {
    return this.page.getByRole("button", { name, exact: true });
  }

  read(): Promise<Readouts> {
    return read(this.page);
  }

  /** Waits for readouts of which something holds. */
  async until(what: string, holds: (readouts: Readouts) => boolean, seconds = 30): Promise<Readouts> {
    const end = Date.now() + seconds * 1000;
    for (;;) {
      const readouts = await this.read();
      if (holds(readouts)) return readouts;
      if (Date.now() > end) {
        const shown = JSON.stringify(readouts);
        throw new Error(`${what}: not within ${seconds} s. The page shows ${shown} ${await this.messages().innerText()}`);
      }
      await this.page.waitForTimeout(50);
    }
  }

  /** Shows interest, so that the run is opened, and waits until it stands there. */
  async wake(seconds = 30): Promise<Readouts> {
    await this.page.getByRole("tablist", { name: "Lab" }).hover();
    return this.until("the run is opened", ({ status, trainLoss }) => status === "paused" && trainLoss >= 0, seconds);
  }

  play() {
    return this.button("Play").click();
  }

  async pause(): Promise<Readouts> {
    await this.button("Pause").click();
    return this.rest();
  }

  /** Waits until the page stands still and shows it. */
  async rest(seconds = 30): Promise<Readouts> {
    await this.until("the run pauses", ({ status }) => status === "paused", seconds);
    let before = await this.read();
    for (;;) {
      // The last frame may still be on its way.
      await this.page.waitForTimeout(300);
      const now = await this.read();
      if (now.step === before.step && now.trainLoss === before.trainLoss) return now;
      before = now;
    }
  }

  /** One step more; what the page shows then. */
  async step(seconds = 30): Promise<Readouts> {
    const { step } = await this.read();
    await this.button("Step").click();
    return this.until(`step ${step + 1}`, (now) => now.step > step && now.status === "paused", seconds);
  }

  /** The training loss after each of so many single steps. */
  async losses(steps: number, seconds = 30): Promise<number[]> {
    const losses: number[] = [];
    for (let done = 0; done < steps; done++) losses.push((await this.step(seconds)).trainLoss);
    return losses;
  }

  async reset(): Promise<Readouts> {
    await this.button("Reset").click();
    return this.until("the run begins again", ({ step, status, trainLoss }) => step === 0 && status === "paused" && trainLoss >= 0);
  }

  /** Plays to a step at least, and pauses. */
  async playTo(step: number, seconds = 60): Promise<Readouts> {
    await this.play();
    await this.until(`step ${step}`, (now) => now.step >= step, seconds);
    return this.pause();
  }

  /** Types a value into a number's field. */
  async type(label: string, value: string) {
    const field = this.page.getByRole("textbox", { name: label, exact: true });
    await field.fill(value);
    await field.press("Enter");
  }

  /** The list of all weights, opened. */
  async openWeights() {
    const table = this.page.locator("details", { hasText: "Weights as a table" });
    if ((await table.getAttribute("open")) === null) await table.locator("summary").click();
    await expect(this.page.getByRole("textbox", { name: /^bias of / }).first()).toBeVisible();
  }

  messages(): Locator {
    return this.page.getByRole("log", { name: "Messages" });
  }

  changes(): Locator {
    return this.page.getByRole("region", { name: "Changes on the way" }).getByRole("listitem");
  }

  /** What stands in the address while the run rests at its step. */
  async link(): Promise<string> {
    const { step } = await this.rest();
    await expect.poll(() => this.fragment()).toMatch(step > 0 ? new RegExp(`&step=${step}(&|$)`) : /^(?!.*step=)/);
    return this.fragment();
  }

  private fragment(): string {
    return new URL(this.page.url()).hash.slice(1);
  }

  /** The file that a button gives. */
  async download(name: string): Promise<Upload> {
    const [download] = await Promise.all([this.page.waitForEvent("download"), this.button(name).click()]);
    return {
      name: download.suggestedFilename(),
      mimeType: "application/octet-stream",
      buffer: await readFile(await download.path()),
    };
  }

  openFile(file: Upload) {
    return this.page.getByLabel("Open a checkpoint or a run").setInputFiles(file);
  }

  /** A training worker of this page, once it is there. */
  async worker(kind: "cpu" | "gpu", seconds = 30): Promise<Worker> {
    const find = () => this.page.workers().find((worker) => worker.url().includes(`train-${kind}`));
    await expect.poll(() => find() !== undefined, { timeout: seconds * 1000 }).toBe(true);
    return find() as Worker;
  }

  startRecording() {
    return startRecording(this.page);
  }

  recording() {
    return recording(this.page);
  }
}
