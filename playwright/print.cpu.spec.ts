// A lesson and a chapter on paper: all of the text, nothing cut, and what is chosen besides.
import { type Page } from "@playwright/test";
import { findings } from "./support/axe";
import { LESSON } from "./support/pages";
import { pagesOf } from "./support/pdf";
import { expect, test } from "./support/test";

/** The chapter of that lesson. */
const CHAPTER = "chapter/5/";

/** What a reader of the paper sees, without the spaces that its lines are made with. */
async function printed(page: Page, format: "A4" | "Letter" = "A4"): Promise<string> {
  return squeezed(pagesOf(await page.pdf({ format })).join(""));
}

function squeezed(text: string): string {
  return text.normalize("NFKC").replace(/[\s\u00ad-]+/g, "");
}

async function opened(page: Page, place: string) {
  await page.goto(place);
  await expect(page.locator("html[data-alive]")).toBeAttached();
}

/** All paragraphs, lines of code and titles that a lesson shows. */
async function texts(page: Page): Promise<string[]> {
  const shown = "h1, h2, h3, p:not(.visually-hidden, .question__result, .exercise__hint p), li:not(.question__why), pre, legend, .question__option, td, dd";
  await page.emulateMedia({ media: "print" });
  const all = await page.locator("article.lesson").locator(shown).filter({ visible: true }).allInnerTexts();
  await page.emulateMedia({ media: null });
  return all.filter((text) => text.trim() !== "");
}

for (const format of ["A4", "Letter"] as const) {
  test(`the lesson on ${format} has every screen, whole`, async ({ page }) => {
    await opened(page, LESSON);
    const expected = await texts(page);
    expect(expected.length).toBeGreaterThan(100);
    const paper = await printed(page, format);
    const cut = expected.map(squeezed).filter((text) => !paper.includes(text.slice(0, 60)));
    expect(cut.filter((text) => !/https?:/.test(text))).toEqual([]);
    // The page around the lesson stays where it is, and so do the answers.
    expect(paper).not.toContain(squeezed("Skip to content"));
    expect(paper).not.toContain(squeezed("All answers"));
    // A link on paper says where it leads.
    const links = page.locator("article.lesson a[href^=https]");
    for (const link of await links.evaluateAll((all) => all.map((one) => one.getAttribute("href") ?? ""))) {
      expect(paper).toContain(squeezed(link));
    }
  });
}

test("solutions stand at the end and notes at their screens, where they are wanted", async ({ page }) => {
  await opened(page, LESSON);
  await page.getByRole("link", { name: "Print or PDF" }).click();
  const choices = page.getByRole("region", { name: "Print, or save as a PDF" });
  const why = squeezed(await page.locator('.question__why[data-right="true"]').first().evaluate((node) => node.lastChild?.textContent ?? ""));
  expect(await printed(page)).not.toContain(why);
  await choices.getByLabel("Solutions and answers at the end").check();
  await choices.getByLabel("Notes for trainers").check();
  await expect(page.locator(".print__notes").first()).toContainText("min");
  const paper = await printed(page);
  expect(paper).toContain(why);
  const note = await page.locator(".print__notes li").first().innerText();
  expect(paper).toContain(squeezed(note));
  expect(paper.indexOf(why)).toBeGreaterThan(paper.indexOf(squeezed("For leads and managers")));
  expect(await findings(page)).toEqual([]);
  await choices.getByRole("button", { name: "Close" }).click();
  await expect(page.locator(".print__notes, .solutions")).toHaveCount(0);
});

test("a chapter has its lessons below each other", async ({ page }) => {
  await opened(page, "course/");
  await page.getByRole("link", { name: "The whole chapter on one page" }).last().click();
  await expect(page).toHaveURL(new RegExp(`${CHAPTER}$`));
  await opened(page, CHAPTER);
  await expect(page.locator("article.lesson")).not.toHaveCount(0);
  const ids = await page.locator("[id]").evaluateAll((all) => all.map(({ id }) => id));
  expect(new Set(ids).size).toBe(ids.length);
  const paper = await printed(page);
  for (const title of await page.locator("article.lesson :is(h1, h2)").allInnerTexts()) expect(paper).toContain(squeezed(title));
  await page.getByRole("link", { name: "Print or PDF" }).click();
  await page.getByLabel("Notes for trainers").check();
  await expect(page.locator(".print__notes").first()).toBeVisible();
});

test("in dark colours the paper stays white", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "dark", media: "print" });
  await opened(page, LESSON);
  const colour = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(colour).toBe("rgb(255, 255, 255)");
});
