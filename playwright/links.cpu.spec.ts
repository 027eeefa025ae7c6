// A link replays a run, to the last digit.
import { expect, SPIRAL, test } from "./support/test";

test("a link with changes and an edited weight replays to the same loss", async ({ open, context }) => {
  const lab = await open(SPIRAL);
  await lab.playTo(100);
  await lab.type("Learning rate, typed", "0.03");
  await lab.playTo(200);
  await lab.openWeights();
  await lab.type("bias of layer 1 unit 1", "-0.5");
  await expect(lab.changes()).toHaveCount(2);
  await lab.type("Batch size, typed", "10");
  const told = await lab.playTo(300);
  const link = await lab.link();
  expect(link.match(/\d+:(rate|w\d+|batch):/g)).toHaveLength(3);

  const other = await open(link, await context.newPage());
  await other.page.getByRole("tablist", { name: "Lab" }).hover();
  const replayed = await other.until("the replay ends", (now) => now.step === told.step && now.status === "paused");
  expect(replayed).toMatchObject({ trainLoss: told.trainLoss, testLoss: told.testLoss, epoch: told.epoch });
  await expect(other.changes()).toHaveCount(3);
  // And both go on alike.
  expect(await other.losses(3)).toEqual(await lab.losses(3));
});

test("the digits replay to the same loss", async ({ open, context }) => {
  const lab = await open("lab=digits&processor=cpu&seed=7");
  await lab.playTo(30);
  await lab.type("Training share, typed", "60");
  const told = await lab.playTo(60);
  const other = await open(await lab.link(), await context.newPage());
  await other.page.getByRole("tablist", { name: "Lab" }).hover();
  const replayed = await other.until("the replay ends", (now) => now.step === told.step && now.status === "paused");
  expect(replayed).toMatchObject({ trainLoss: told.trainLoss, testLoss: told.testLoss });
});

test("a replay can be ended, and the run stands where it was", async ({ open }) => {
  const lab = await open(`${SPIRAL}&step=1000000`);
  await lab.page.getByRole("tablist", { name: "Lab" }).hover();
  await lab.until("the replay goes on", (now) => now.status === "replaying" && now.step > 100);
  const { step } = await lab.pause();
  expect(step).toBeLessThan(1_000_000);
  expect(await lab.link()).toContain(`step=${step}`);
  expect((await lab.step()).step).toBe(step + 1);
});

test("two tabs train at once, each its own run", async ({ open, context }) => {
  const one = await open("lab=boundary&processor=cpu");
  const two = await open("lab=digits&processor=cpu", await context.newPage());
  await one.play();
  await two.play();
  await one.until("the first goes on", ({ step }) => step > 100);
  await two.until("the second goes on", ({ step }) => step > 20);
  const { step, trainLoss } = await one.pause();
  const before = (await two.read()).step;
  await two.until("the second still goes on", (now) => now.step > before + 20);
  await two.pause();
  expect(await one.read()).toMatchObject({ step, trainLoss, status: "paused" });

  // What the first came to is what it comes to alone.
  const alone = await open(await one.link(), await context.newPage());
  await alone.page.getByRole("tablist", { name: "Lab" }).hover();
  const replayed = await alone.until("the replay ends", (now) => now.step === step && now.status === "paused");
  expect(replayed.trainLoss).toBe(trainLoss);
});

test("the link is copied", async ({ open, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const lab = await open("processor=cpu&seed=3");
  await lab.losses(2);
  await lab.button("Copy link").click();
  await expect(lab.messages()).toContainText("Link copied");
  const copied = await lab.page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe(lab.page.url());
  expect(copied).toMatch(/playground\/#lab=boundary&seed=3&processor=cpu&step=2$/);
});

test("a run whose link would grow past 8 KB is offered as a file, which opens again", async ({ open, context }) => {
  const changes = Array.from({ length: 1200 }, (_, place) => `${place}:w${place % 28}:0.${(place % 9) + 1}`);
  const text = `lab=boundary&processor=cpu&step=1300&log=${changes.join(",")}`;
  const file = { name: "run.txt", mimeType: "text/plain", buffer: Buffer.from(text) };

  const lab = await open("processor=cpu");
  await lab.wake();
  await lab.openFile(file);
  const told = await lab.until("the replay ends", (now) => now.step === 1300 && now.status === "paused");
  await expect(lab.button("Copy link")).toBeDisabled();
  await expect(lab.page.getByText(/longer than 8 KB/)).toBeVisible();
  await expect(lab.page.getByText(/1\s150 earlier changes/)).toBeVisible();
  const saved = await lab.download("Download run as text");
  expect(saved.buffer.toString() === text, "the file holds the run").toBe(true);

  const other = await open("lab=digits&processor=cpu", await context.newPage());
  await other.wake();
  await other.openFile(saved);
  const replayed = await other.until("the replay ends", (now) => now.step === 1300 && now.status === "paused");
  expect(replayed.trainLoss).toBe(told.trainLoss);
});
