// Checkpoints and weights out, checkpoints in; what is no checkpoint is refused.
import { expect, SPIRAL, test, type Lab } from "./support/test";

function upload(name: string, buffer: Buffer) {
  return { name, mimeType: "application/octet-stream", buffer };
}

for (const link of [SPIRAL, "lab=digits&processor=cpu"]) {
  test(`a saved run goes on after a reload with the same next losses: ${link.slice(0, 12)}`, async ({ open }) => {
    const lab = await open(link);
    const told = await lab.playTo(40);
    const file = await lab.download("Save checkpoint");
    expect(file.name).toMatch(/\.bpk$/);
    const next = await lab.losses(4);

    const later = await open("lab=boundary&processor=cpu");
    await later.wake();
    await later.openFile(file);
    const loaded = await later.until("the checkpoint is opened", ({ step, status }) => step === told.step && status === "paused");
    expect(loaded).toMatchObject({ trainLoss: told.trainLoss, testLoss: told.testLoss, epoch: told.epoch });
    expect(await later.losses(4)).toEqual(next);
  });
}

test("a checkpoint is opened before anything else was done", async ({ open }) => {
  const lab = await open("processor=cpu");
  const told = await lab.playTo(20);
  const file = await lab.download("Save checkpoint");
  const fresh = await open();
  await fresh.openFile(file);
  const loaded = await fresh.until("the checkpoint is opened", ({ step, status }) => step === told.step && status === "paused");
  expect(loaded.trainLoss).toBe(told.trainLoss);
});

/** Opens a file that is no checkpoint; the run must not notice. */
async function refuses(lab: Lab, name: string, buffer: Buffer) {
  const before = await lab.rest();
  await lab.openFile(upload(name, buffer));
  const message = lab.messages().getByRole("listitem").filter({ hasText: "not opened" });
  await expect(message).toHaveCount(1);
  // A reason, in words.
  expect((await message.innerText()).replace(/.*not opened\./s, "").length).toBeGreaterThan(20);
  await message.getByRole("button").click();
  const after = await lab.rest();
  expect(after).toMatchObject({ step: before.step, trainLoss: before.trainLoss, testLoss: before.testLoss });
}

test("truncated, damaged and foreign files are refused, and the run is untouched", async ({ open }) => {
  const lab = await open("processor=cpu");
  await lab.playTo(30);
  const { buffer } = await lab.download("Save checkpoint");
  const weights = await lab.download("Export weights (safetensors)");
  const damaged = Buffer.from(buffer);
  damaged.fill(0xff, 8, 40);
  await refuses(lab, "half.bpk", buffer.subarray(0, buffer.length / 2));
  await refuses(lab, "short.bpk", buffer.subarray(0, 7));
  await refuses(lab, "damaged.bpk", damaged);
  await refuses(lab, "empty.bpk", Buffer.alloc(0));
  await refuses(lab, "photo.bpk", Buffer.from("\x89PNG\r\n\x1a\n and so on", "latin1"));
  await refuses(lab, "letter.txt", Buffer.from("Dear Sir or Madam"));
  await refuses(lab, "weights.bpk", weights.buffer);
  const { step } = await lab.read();
  expect((await lab.step()).step).toBe(step + 1);
});

test("a refused file does not even stop a run that plays", async ({ open }) => {
  const lab = await open("processor=cpu&speed=60");
  await lab.play();
  await lab.until("the run goes on", ({ step }) => step > 10);
  await lab.openFile(upload("letter.bpk", Buffer.from("Dear Sir or Madam")));
  await expect(lab.messages()).toContainText("not opened");
  const { step, status } = await lab.read();
  expect(status).toBe("playing");
  await lab.until("the run goes on", (now) => now.step > step + 10);
});

test("the weights leave as safetensors", async ({ open }) => {
  const lab = await open("processor=cpu");
  await lab.losses(2);
  const { name, buffer } = await lab.download("Export weights (safetensors)");
  expect(name).toMatch(/\.safetensors$/);
  // Eight bytes of length, then a header of names, types and shapes.
  const length = Number(buffer.readBigUInt64LE(0));
  const header = JSON.parse(buffer.subarray(8, 8 + length).toString());
  const tensors = Object.entries(header).filter(([key]) => key !== "__metadata__") as [string, { shape: number[] }][];
  const count = tensors.reduce((sum, [, { shape }]) => sum + shape.reduce((a, b) => a * b, 1), 0);
  expect(count).toBe(28);
  expect(buffer.length).toBe(8 + length + 4 * count);
});
