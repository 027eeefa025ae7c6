// The pages on which access is tested: each kind of page, in both languages where their words differ.
import { type Page } from "@playwright/test";
import { exercisesOf, figuresOf, type Lesson, questionsOf } from "./lessons";
import { alive, expect } from "./test";

export const LESSON = "learn/ml-key-concepts/";

/** Pages that need nobody to do anything. */
export const PAGES = [
  "",
  "course/",
  "search/",
  "glossary/",
  "certificate/",
  LESSON,
  "setup/",
  "offline/",
  "notices/",
  "playground/",
  "go/",
  "de/course/",
  "de/certificate/",
  `de/${LESSON}`,
  "de/playground/",
  "de/go/",
  "embed/ml-key-concepts/",
  "embed/lab/",
];

/** Opens a page, and waits until its program runs and has said what it says by itself. */
export async function openPage(page: Page, place: string) {
  await page.goto(place);
  await expect(page.locator("html[data-alive]")).toBeAttached();
  if (place === "setup/") await expect(page.getByText("This browser will do")).toBeVisible();
  // It looks first for what has been done.
  if (place.endsWith("certificate/")) await expect(page.locator(".certificate-page__missing")).toBeVisible();
}

/** Opens all that a learner can open, so that what lies in it is looked at too. */
export async function unfold(page: Page) {
  await page.locator("details").evaluateAll((all) => all.forEach((one) => one.setAttribute("open", "")));
}

/** Opens a lesson of Go at work: its questions answered, each figure at its first step, each editor there. */
export async function openAtWork(page: Page, lesson: Lesson) {
  await openPage(page, `learn/${lesson.id}/`);
  for (const question of questionsOf(lesson)) await page.locator(`#question-${question} input`).first().check();
  await page.locator(".exercise, .figure").first().hover();
  await alive(page, "figures");
  for (const figure of figuresOf(lesson)) {
    const place = page.locator(`#figure-${figure.id}`);
    await place.hover();
    const forward = place.getByRole("button", { name: "Forward", exact: true });
    if ((await forward.count()) === 0) continue;
    // The pointer alone takes the engine from no other figure.
    await forward.click();
    await expect(place.locator(".code__line--current")).toBeVisible();
    await expect(place.locator(".machine__at")).toContainText(/[1-9]/, { timeout: 60_000 });
  }
  const written = exercisesOf(lesson).filter(({ kind }) => /fill|write|fix/.test(kind));
  await expect(page.locator(".exercise-lab .cm-content")).toHaveCount(written.length, { timeout: 60_000 });
}
