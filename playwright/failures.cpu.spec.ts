// The training worker dies in the middle of a run: the run goes on from its last snapshot.
import { expect, type Lab, SPIRAL, test } from "./support/test";
import type { Recorded } from "./support/readouts";

/** Steps that were shown no later than so many milliseconds before the run stood still. */
function shownBefore(recording: Recorded[], milliseconds: number): number {
  const last = recording.findLast(({ status, step }) => status === "playing" && step > 0) as Recorded;
  const earlier = recording.filter(({ at }) => at <= last.at - milliseconds);
  return Math.max(0, ...earlier.map(({ step }) => step));
}

/** The step that the page says the run goes on from. */
async function keptStep(lab: Lab): Promise<number> {
  const text = await lab.messages().innerText();
  return Number(/the run goes on from step (\d+) on the CPU/.exec(text)?.[1]);
}

const DEATHS: [string, () => void, RegExp][] = [
  // Nobody is told: the page has to notice the silence.
  ["falls silent", () => self.close(), /did not answer for \d+ seconds/],
  [
    "throws an error that nobody catches",
    () => void setTimeout(() => { throw new Error("made to fail"); }),
    /made to fail/,
  ],
];

for (const [name, kill, words] of DEATHS) {
  test(`the CPU worker ${name}: the run goes on from a snapshot at most a second old`, async ({ open, guard }) => {
    guard.allow(/made to fail/);
    const lab = await open(SPIRAL);
    await lab.startRecording();
    await lab.play();
    await lab.until("the run is two seconds old", ({ step }) => step > 1500);
    const worker = await lab.worker("cpu");
    await worker.evaluate(kill).catch(() => undefined);

    await expect(lab.messages()).toContainText(words, { timeout: 30_000 });
    const before = await lab.recording();
    const kept = await keptStep(lab);
    // Snapshots are a second apart; a busy machine may add a little.
    expect(kept).toBeGreaterThanOrEqual(shownBefore(before, 1500));
    const reached = Math.max(...before.map(({ step }) => step));
    const after = await lab.until("the run goes on", ({ step, status }) => status === "playing" && step > reached, 60);
    expect(after.backend).toBe("cpu");

    // It is the same run: its link replays to the same loss.
    const told = await lab.pause();
    const other = await open(await lab.link(), await lab.page.context().newPage());
    await other.page.getByRole("tablist", { name: "Lab" }).hover();
    const replayed = await other.until("the replay ends", (now) => now.step === told.step && now.status === "paused");
    expect(replayed.trainLoss).toBe(told.trainLoss);
  });
}

test("a paused run outlives its worker too", async ({ open, guard }) => {
  guard.allow(/made to fail/);
  const lab = await open("processor=cpu");
  const told = await lab.playTo(100);
  const worker = await lab.worker("cpu");
  await worker.evaluate(() => void setTimeout(() => { throw new Error("made to fail"); })).catch(() => undefined);
  await expect(lab.messages()).toContainText("Nothing was lost");
  await lab.until("the run is back", ({ status, step }) => status === "paused" && step === told.step);
  expect((await lab.rest()).trainLoss).toBe(told.trainLoss);
  expect((await lab.step()).step).toBe(told.step + 1);
});

test("a worker that dies again and again is given up, and play tries once more", async ({ open, guard, page }) => {
  guard.allow(/made to fail/);
  const lab = await open("processor=cpu");
  await lab.wake();
  page.on("worker", (worker) => {
    worker.evaluate(() => void setTimeout(() => { throw new Error("made to fail"); }, 200)).catch(() => undefined);
  });
  const first = await lab.worker("cpu");
  await first.evaluate(() => void setTimeout(() => { throw new Error("made to fail"); })).catch(() => undefined);
  await lab.until("the worker is given up", ({ status }) => status === "stopped", 60);
  await expect(page.locator("output[data-run]")).toContainText("failed several times");
  page.removeAllListeners("worker");
  await lab.play();
  await lab.until("the run goes on", ({ step }) => step > 20);
});
