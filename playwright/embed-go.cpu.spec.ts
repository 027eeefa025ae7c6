// Figures and exercises of Go alone, locked in a sandbox of another origin's page: they work there as in the lesson.
import { type FrameLocator, type Locator } from "@playwright/test";
import { test, type Widget } from "./support/embed-host";
import { Exercise } from "./support/exercise";
import { moved } from "./support/figure";
import { exercisesOf, lessons } from "./support/lessons";
import { expect } from "./support/test";

const TOPIC = "closure";
const exercises = lessons.filter(({ id }) => id === TOPIC).flatMap(exercisesOf);

/** A part of the lesson, in a sandbox. */
const alone = (part: string) => `<burrow-lesson id="one" topic="${TOPIC}" ${part} sandbox="allow-scripts">A part</burrow-lesson>`;

/** What of the lesson is seen in a frame. */
const shown = (frame: FrameLocator) => frame.locator(".screen > *, .glossary, .lesson__head, .lesson-nav").filter({ visible: true });

/** The frame is as high as all that is in it, and no higher. */
async function expectFit(widget: Widget) {
  const content = () => widget.frame.locator("html").evaluate((root) => root.getBoundingClientRect().height);
  await expect.poll(async () => Math.abs((await widget.height()) - (await content()))).toBeLessThan(2);
  expect(await widget.frame.locator("html").evaluate((root) => root.scrollHeight <= window.innerHeight + 1)).toBe(true);
}

/** Presses a button of a figure, and waits until its program has moved. */
function press(figure: Locator, name: string) {
  return moved(figure, () => figure.getByRole("button", { name, exact: true }).click());
}

test("a figure steps its program forward and back, and is complete with its goal", async ({ embed }) => {
  const widget = await embed(alone('figure="running-mean"'));
  await widget.start();
  const figure = widget.frame.locator("#figure-running-mean");
  const line = figure.locator(".code__line--current .code__text");
  await expect(shown(widget.frame)).toHaveCount(2);
  await widget.frame.locator("#question-two-means input").last().check();
  await figure.hover();
  await expect(figure.locator(".machine__now")).toContainText("Next: line", { timeout: 60_000 });
  await expectFit(widget);
  await expect(line).toHaveText("\tfmt.Println(prices(258))");
  await press(figure, "Forward");
  await expect(line).toHaveText("\t\tsum += x");
  const sum = figure.locator(".machine__panel--captured .object").first();
  await expect(sum).not.toContainText("258");
  await press(figure, "Forward");
  await expect(sum).toContainText("258");
  await press(figure, "Back");
  await expect(sum).not.toContainText("258");
  await press(figure, "Back");
  await expect(line).toHaveText("\tfmt.Println(prices(258))");
  expect(await widget.heard("complete")).toHaveLength(0);
  while (!(await figure.locator(".machine__panel--output").textContent())?.includes("200")) await press(figure, "Over");
  const { detail } = await widget.event("complete");
  expect(detail).toMatchObject({ topic: TOPIC, figure: "running-mean", score: 1 });
  await expectFit(widget);
});

for (const told of exercises.filter(({ id }) => id === "schedule" || id === "best-loss")) {
  test(`an exercise of the kind ${told.kind} fails with its sentence, and is complete when it is solved`, async ({ embed, page }) => {
    const widget = await embed(alone(`exercise="${told.id}"`));
    await widget.start();
    await expect(shown(widget.frame)).toHaveCount(1);
    const exercise = new Exercise(page, widget.frame.locator(`#exercise-${told.id}`));
    await expect(exercise.editor()).toBeVisible({ timeout: 60_000 });
    await expectFit(widget);
    await exercise.write(told.wrong);
    await exercise.check(told.mistake);
    await expectFit(widget);
    expect(await widget.heard("complete")).toHaveLength(0);
    await exercise.write(told.solution ?? "");
    await exercise.check("Solved");
    const { detail } = await widget.event("complete");
    expect(detail).toMatchObject({ topic: TOPIC, exercise: told.id, score: null });
    expect(detail.statement).toMatchObject({ object: { id: expect.stringMatching(new RegExp(`#exercise-${told.id}$`)) } });
    await expectFit(widget);
  });
}
