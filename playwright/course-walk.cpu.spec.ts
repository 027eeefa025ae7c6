// Through the Go chapters as a new learner, lesson by lesson, until all of it is a certificate.
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { type Page } from "@playwright/test";
import { bringIn, done, lessons } from "./support/course";
import { Mouse } from "./support/hands";
import { GO } from "./support/lessons";
import { openPanel } from "./support/offline";
import { alive, expect, test } from "./support/test";
import { seeDone, walk } from "./support/walk";

/** Where a walk leaves what it has done: each test has a browser of its own. */
const workOf = (id: string) => path.join(test.info().project.outputDir, "course-walk", `${id}.json`);

/** Takes all work along in a file, as a learner does who goes on elsewhere. */
async function takeAlong(page: Page, file: string) {
  const panel = await openPanel(page, "Your work");
  const [download] = await Promise.all([page.waitForEvent("download"), panel.getByRole("button", { name: "Export all work" }).click()]);
  await download.saveAs(file);
}

for (const lesson of GO) {
  test(`${lesson.title}: read, answered, operated, failed and solved`, async ({ page }) => {
    test.setTimeout(300_000);
    await walk(page, new Mouse(page), lesson);
    await seeDone(page, [lesson]);
    await takeAlong(page, workOf(lesson.id));
  });
}

test("the fourteen lessons that were gone through make the certificate", async ({ page }) => {
  test.skip(!GO.every(({ id }) => existsSync(workOf(id))), "The walks before it have not all come to their end.");
  expect(GO).toHaveLength(14);
  await page.goto("certificate/");
  await alive(page, "reader");
  const all = await lessons(page);
  // The lessons of later chapters are not walked through.
  const others = all.filter(({ id }) => GO.every((lesson) => lesson.id !== id));
  await bringIn(page, done(others, Date.now()));
  await seeDone(page, others);

  const files = await Promise.all(GO.map(async ({ id }) => JSON.parse(await readFile(workOf(id), "utf8")) as { records: unknown[] }));
  await bringIn(page, JSON.stringify({ ...files[0], records: files.flatMap(({ records }) => records) }));
  await page.goto("certificate/");
  const sheet = page.getByRole("article", { name: "Certificate of completion" });
  await expect(sheet).toBeVisible();
  await expect(sheet.locator(".certificate__topics li")).toHaveCount(all.length);
  for (const { title } of GO) await expect(sheet.locator(".certificate__topics")).toContainText(title);
  const screens = all.flatMap((lesson) => lesson.screens);
  const count = (of: "questions" | "exercises" | "goals") => screens.flatMap((screen) => screen[of]).length;
  await expect(sheet).toContainText(`${count("exercises")} of ${count("exercises")} exercises solved`);
  await expect(sheet).toContainText(`${count("goals")} of ${count("goals")} goals reached`);
  // Who takes the first option each time is wrong sometimes.
  await expect(sheet).toContainText(new RegExp(`\\d of ${count("questions")} questions right at the first try`));
  await expect(sheet).not.toContainText(`${count("questions")} of ${count("questions")} questions right`);
});
