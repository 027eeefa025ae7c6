// How much of a run was lost when its worker died.
import { expect } from "@playwright/test";
import type { Lab } from "./lab";
import type { Recorded } from "./readouts";

/** Snapshots are a second apart; a busy machine may add a little. */
const SNAPSHOT_MS = 1500;

/** What was shown from the first step up to the death. */
function untilDeath(recording: Recorded[]): Recorded[] {
  const began = recording.findIndex(({ status, step }) => status === "playing" && step > 0);
  const played = recording.slice(began);
  const end = played.findIndex(({ status, step }, place) => status !== "playing" || step < (played[place - 1]?.step ?? 0));
  return end < 0 ? played : played.slice(0, end);
}

/** The page has told of a death: the snapshot was a second or a step old, and the run goes on. */
export async function expectToGoOn(lab: Lab, seconds = 60) {
  const told = /the run goes on from step ([\d\u202f]+) on the CPU/;
  await expect(lab.messages()).toContainText(told);
  const before = untilDeath(await lab.recording());
  const kept = Number(told.exec(await lab.messages().innerText())?.[1].replaceAll("\u202f", ""));
  const last = before.find(({ step }) => step === before.at(-1)?.step) as Recorded;
  const reached = last.step;
  const earlier = before.filter(({ at }) => at <= last.at - SNAPSHOT_MS);
  expect(kept).toBeGreaterThanOrEqual(Math.min(earlier.at(-1)?.step ?? 0, reached - 1));
  const after = await lab.until("the run goes on", ({ step, status }) => status === "playing" && step > reached, seconds);
  expect(after.backend).toBe("cpu");
}
