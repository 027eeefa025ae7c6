// The training worker dies in the middle of a run: the run goes on from its last snapshot.
import { expectToGoOn } from "./support/recovery";
import { expect, SPIRAL, test } from "./support/test";

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
    await lab.until("the run goes on", ({ step }) => step > 20);
    await lab.page.waitForTimeout(2500);
    const worker = await lab.worker("cpu");
    await worker.evaluate(kill).catch(() => undefined);

    await expect(lab.messages()).toContainText(words, { timeout: 30_000 });
    await expectToGoOn(lab);

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
  // Time for the snapshot of where it stands.
  await lab.page.waitForTimeout(1500);
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
  await expect(page.getByText(/failed several times/).first()).toBeVisible();
  page.removeAllListeners("worker");
  await lab.play();
  await lab.until("the run goes on", ({ step }) => step > 20);
});
