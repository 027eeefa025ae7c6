// What there is to do in the course, as the page's own files say, and a file of work in which some of
// it is done.
import { expect, type Page } from "@playwright/test";
import { toText } from "../../web/js/work.js";

export interface Screen {
  id: string;
  title: string;
  questions: string[];
  /** Figures with a goal. */
  goals: string[];
  exercises: string[];
}

export interface Lesson {
  id: string;
  screens: Screen[];
}

/** The lessons that can be taken, by the list that the page reads. */
export async function lessons(page: Page): Promise<Lesson[]> {
  const lines = await page.evaluate(async () => {
    const root = document.querySelector<HTMLMetaElement>('meta[name="burrow-root"]')?.content ?? "";
    const assets = JSON.parse(document.getElementById("burrow-assets")?.textContent ?? "{}");
    return (await (await fetch(new URL(assets.contents, new URL(root, document.baseURI)))).json()) as string[];
  });
  const found: Lesson[] = [];
  const ids = (text: string) => text.split(" ").filter(Boolean);
  for (const fields of lines.map((line) => line.split("\t"))) {
    if (fields.length === 2) found.push({ id: fields[0], screens: [] });
    else {
      const [id, title, , , questions, figures, exercises] = fields;
      const goals = ids(figures).filter((figure) => figure.endsWith("!"));
      found.at(-1)?.screens.push({
        id,
        title,
        questions: ids(questions),
        goals: goals.map((figure) => figure.slice(0, -1)),
        exercises: ids(exercises),
      });
    }
  }
  return found;
}

/** All of these lessons done, from a moment on and each a day after the other; every question right at once. */
export function done(lessons: Lesson[], from: number): string {
  const records = lessons.map(({ id, screens }, index) => {
    const at = from + index * 86_400_000;
    const times = (ids: string[]) => Object.fromEntries(ids.map((id) => [id, at]));
    const questions = screens.flatMap((screen) => screen.questions);
    const answers = Object.fromEntries(questions.map((id) => [id, { chosen: 0, right: true, at }]));
    const value = {
      answers,
      screens: times(screens.map((screen) => screen.id)),
      goals: times(screens.flatMap((screen) => screen.goals)),
      exercises: times(screens.flatMap((screen) => screen.exercises)),
      firsts: answers,
    };
    return { key: `progress/${id}`, updated: at, value };
  });
  return toText(records, new Date(from));
}

/** Brings a file of work in, as a learner does. */
export async function bringIn(page: Page, text: string) {
  await page.goto("offline/");
  await expect(page.locator("html[data-alive]")).toBeAttached();
  const file = { name: "burrow-work.json", mimeType: "application/json", buffer: Buffer.from(text) };
  await page.locator('input[type="file"]').setInputFiles(file);
  await expect(page.locator(".work__said")).not.toBeEmpty();
}
