// Through the Go chapters as a new learner: each question answered, each exercise failed once, with
// the sentence that names the mistake, and then solved.
import { type Page } from "@playwright/test";
import { Exercise } from "./support/exercise";
import { type Exercise as Told, type Lesson, lessons, ordered } from "./support/lessons";
import { alive, expect, test } from "./support/test";

const GO = lessons.filter(({ chapter }) => chapter <= 2);

/** Answers all questions, whatever is right. */
async function answerQuestions(page: Page, { questions }: Lesson) {
  for (const id of questions) await page.locator(`#question-${id} input[type="radio"]`).first().check();
}

/** Puts in a program, or what it is said to print. */
async function answer(lab: Exercise, { kind, solution = "" }: Told, text: string) {
  if (kind === "predict") {
    await lab.place.getByRole("textbox").fill(text.trimEnd());
    // Nobody presses a button in the frame in which the last letter is typed.
    await lab.page.waitForTimeout(200);
  } else if (kind === "order") await lab.arrange(ordered(text, solution));
  else await lab.write(text);
}

/** What the program prints, as running it shows. */
async function printed(lab: Exercise): Promise<string> {
  await lab.button("Run").click();
  await expect(lab.status()).toContainText("Exited", { timeout: 60_000 });
  const output = lab.place.getByRole("group", { name: "Output", exact: true });
  await expect(output).toHaveText(/\S/);
  return output.innerText();
}

async function solve(page: Page, told: Told) {
  const lab = await Exercise.near(page, told.id);
  await answer(lab, told, told.wrong);
  await lab.check(told.mistake);
  await lab.place.getByText(`Hint 1 of ${told.hints}`).click();
  await answer(lab, told, told.solution ?? (await printed(lab)));
  await lab.check(told.kind === "predict" ? "Right: " : "Solved");
  await expect(lab.solved()).toBeVisible();
}

for (const lesson of GO) {
  test(`${lesson.title}: each exercise fails with its sentence, and is solved`, async ({ page }) => {
    test.setTimeout(300_000);
    await page.goto(`learn/${lesson.id}/`);
    await alive(page, "reader");
    await answerQuestions(page, lesson);
    for (const told of lesson.exercises) await test.step(told.id, () => solve(page, told));
  });
}
