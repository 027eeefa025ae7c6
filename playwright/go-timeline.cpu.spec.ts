// The figure of goroutines over time: the learner says who runs next, and comes to a deadlock, to a data race, and past both.
import { type Locator, type Page } from "@playwright/test";
import { findings } from "./support/axe";
import { moved, run } from "./support/figure";
import { alive, expect, test } from "./support/test";

/** A timeline in a lesson. */
class Timeline {
  private constructor(readonly page: Page, readonly root: Locator) {}

  /** Opens the lesson, answers the figure's question, and comes near. */
  static async open(page: Page, topic: string, id: string): Promise<Timeline> {
    await page.goto(`learn/${topic}/`);
    await alive(page, "reader");
    const root = page.locator(`#figure-${id}`);
    const ask = await root.getAttribute("data-ask");
    if (ask) await page.locator(`#question-${ask} input`).first().check();
    await root.scrollIntoViewIfNeeded();
    await root.hover();
    await alive(page, "figures");
    await root.hover();
    const timeline = new Timeline(page, root);
    await expect(timeline.now()).toContainText("Next: line", { timeout: 60_000 });
    return timeline;
  }

  now() {
    return this.root.locator(".machine__now");
  }

  fault() {
    return this.root.locator(".timeline__fault");
  }

  goal() {
    return this.root.locator(".figure-lab__goal [role=status]");
  }

  /** The buttons of goroutines that can run, oldest first. */
  ready() {
    return this.root.locator(".timeline__run:not([aria-disabled])");
  }

  moved(act: () => Promise<void>) {
    return moved(this.root, act);
  }

  /** Lets one of the goroutines that can run go on. */
  press(act: () => Promise<void>) {
    return run(this.root, act);
  }

  /** Lets the oldest or the youngest goroutine that can run go on until none can, or nothing comes any more. */
  async run(which: "first" | "last", most = 40) {
    for (let i = 0; i < most; i++) {
      if ((await this.ready().count()) === 0) return;
      await this.press(() => this.ready()[which]().click());
    }
  }
}

test("a data race is marked at both lines, whichever order is chosen", async ({ page }) => {
  const figure = await Timeline.open(page, "goroutines", "too-early");
  await figure.run("first");
  await expect(figure.root.locator(".machine__panel--output")).toContainText("loss: 1");
  await figure.root.getByRole("button", { name: "Reset" }).click();
  await figure.run("last");
  await expect(figure.root.locator(".machine__panel--output")).toContainText("loss: 0.25");
  await expect(figure.fault()).toContainText("Data race on loss");
  await expect(figure.root.locator(".code__line--fault")).toHaveCount(2);
  await expect(figure.goal()).not.toHaveText("");
  expect(await findings(page, { inside: "#figure-too-early", advice: true })).toEqual([]);
});

test("what is waited for races no more", async ({ page }) => {
  const figure = await Timeline.open(page, "goroutines", "waited");
  await figure.run("first");
  await expect(figure.root.locator(".machine__panel--output")).toContainText("loss: 0.25");
  await expect(figure.fault()).toHaveCount(0);
  await expect(figure.goal()).not.toHaveText("");
});

test("crossed locks: turn by turn into a deadlock, and in one order past it", async ({ page }) => {
  const figure = await Timeline.open(page, "goroutines", "two-locks");
  // Each takes its first lock, then asks for its second.
  for (let i = 0; i < 30 && (await figure.ready().count()) > 0 && (await figure.fault().count()) === 0; i++) {
    const count = await figure.ready().count();
    await figure.press(() => figure.ready().nth(count > 1 ? i % count : 0).click());
  }
  if ((await figure.fault().count()) > 0) {
    await expect(figure.fault()).toContainText("Deadlock");
    await expect(figure.fault()).toContainText("in a circle");
    await expect(figure.goal()).not.toHaveText("");
  }
  await figure.root.getByRole("button", { name: "Reset" }).click();
  await figure.run("last");
  await expect(figure.root.locator(".machine__panel--output")).toContainText("trained and reported");
});

test("nobody receives: the deadlock names the line and the channel; by keyboard", async ({ page }) => {
  const figure = await Timeline.open(page, "concurrency", "nobody-receives");
  for (let i = 0; i < 20 && (await figure.ready().count()) > 0; i++) {
    await figure.ready().first().focus();
    await figure.press(() => page.keyboard.press("Enter"));
  }
  await expect(figure.fault()).toContainText("Deadlock");
  await expect(figure.fault()).toContainText("waits to send into");
  await expect(figure.goal()).not.toHaveText("");
  await figure.root.getByText("The timeline as a table").click();
  await expect(figure.root.getByRole("cell", { name: "waits: chan send" })).toBeVisible();
});

test("a pipeline hands its values on, and going back forgets nothing of the order", async ({ page }) => {
  const figure = await Timeline.open(page, "concurrency", "pipeline");
  await figure.run("last", 14);
  const told = await figure.now().textContent();
  await expect(figure.root.locator(".timeline__value").first()).toBeAttached();
  await figure.moved(() => figure.root.getByRole("button", { name: "Back", exact: true }).click());
  await figure.moved(() => figure.root.getByRole("button", { name: "Forward", exact: true }).click());
  await expect(figure.now()).toHaveText(told ?? "");
});
