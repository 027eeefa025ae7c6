// A lesson as a new learner goes through it, whatever they operate the page with: reads its screens, answers
// its questions, operates its figures, and fails each exercise once before it is solved.
import { expect, type Page, test } from "@playwright/test";
import { Exercise } from "./exercise";
import { Figure } from "./figure";
import type { Hands } from "./hands";
import { alive } from "./lab";
import { type Exercise as Told, type Lesson, ordered, type Step } from "./lessons";
import { Store } from "./store";

export async function walk(page: Page, hands: Hands, lesson: Lesson) {
  await page.goto(`learn/${lesson.id}/`);
  await alive(page, "reader");
  for (const step of lesson.steps) await test.step(named(step), () => take(page, hands, step));
  // Nobody leaves a page in the frame in which its last screen came.
  const store = await Store.of(page);
  const read = lesson.steps.flatMap((step) => ("screen" in step ? [step.screen] : []));
  const kept = async () => Object.keys((await store.progress(`progress/${lesson.id}`))?.screens ?? {});
  await expect.poll(kept).toEqual(expect.arrayContaining(read));
}

function named(step: Step): string {
  const [[kind, what]] = Object.entries<string | { id: string }>(step);
  return `${kind} ${typeof what === "string" ? what : what.id}`;
}

async function take(page: Page, hands: Hands, step: Step) {
  if ("screen" in step) await read(page, hands, step.screen);
  else if ("question" in step) await answer(page, hands, step.question);
  else if ("figure" in step) await (await Figure.near(page, hands, step.figure)).operate();
  else await solve(page, hands, step.exercise);
}

async function read(page: Page, hands: Hands, id: string) {
  await hands.read(page.locator(`#${id}`));
  await expect(page.locator(`.lesson-nav__link[href="#${id}"]`)).toHaveAttribute("aria-current", "location");
}

/** Says what the first option says, whether it is right or not. */
async function answer(page: Page, hands: Hands, id: string) {
  const question = page.locator(`#question-${id}`);
  await hands.choose(question.getByRole("radio").first());
  await expect(question.locator(".question__result")).toHaveText(/^(Right|Not quite)\. /);
}

async function solve(page: Page, hands: Hands, told: Told) {
  const lab = await Exercise.near(page, told.id, hands);
  await put(lab, told, told.wrong);
  await lab.check(told.mistake);
  await lab.takeHint(1, told.hints);
  await put(lab, told, told.solution ?? (await printed(lab)));
  await lab.check(told.kind === "predict" ? "Right: " : "Solved");
  await expect(lab.solved()).toBeVisible();
}

/** Puts in a program, or what it is said to print. */
async function put(lab: Exercise, { kind, solution = "" }: Told, text: string) {
  if (kind === "predict") await lab.predict(text.trimEnd());
  else if (kind === "order") await lab.arrange(ordered(text, solution));
  else await lab.write(text);
}

/** What the program prints, as running it shows. */
async function printed(lab: Exercise): Promise<string> {
  await lab.press("Run");
  await expect(lab.status()).toContainText("Exited", { timeout: 60_000 });
  const output = lab.place.getByRole("group", { name: "Output", exact: true });
  await expect(output).toHaveText(/\S/);
  // Where it is out of sight it has no inner text.
  return (await output.textContent()) ?? "";
}

/** The certificate says that these lessons are done, and no other. */
export async function seeDone(page: Page, done: Lesson[]) {
  await page.goto("certificate/");
  await alive(page, "reader");
  await expect(page.getByText(new RegExp(`^${done.length} of \\d+ lessons are done\\.`))).toBeVisible();
  const missing = page.locator(".certificate-page__missing li");
  for (const { id } of done) await expect(missing.locator(`a[href$="learn/${id}/"]`)).toHaveCount(0);
}
