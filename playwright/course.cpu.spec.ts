// The course around the lessons: what is done is counted, the way on is found, and what is said in
// the end is what was done.
import type { Page } from "@playwright/test";
import { bringIn, done, lessons, type Lesson } from "./support/course";
import { Store } from "./support/store";
import { alive, expect, test } from "./support/test";

const LESSON = "ml-key-concepts";
/** Noon in the middle of November. */
const FROM = Date.UTC(2026, 10, 16, 12);

async function open(page: Page, place: string) {
  await page.goto(place);
  await alive(page, "reader");
}

const row = (page: Page, id: string) => page.locator(`.course__topic#${id}`);
const sum = (of: Lesson[], count: (lesson: Lesson) => number) => of.reduce((all, lesson) => all + count(lesson), 0);

test.describe("the contents", () => {
  test("count what each lesson holds, and what was done of it", async ({ page }) => {
    await open(page, `learn/${LESSON}/`);
    const screens = await page.locator(".screen").count();
    const questions = await page.locator("[data-question]").count();
    const exercises = await page.locator("[data-exercise]").count();
    await page.locator('#question-which-feature input[value="0"]').check();
    await page.locator("#learning-rate").scrollIntoViewIfNeeded();
    await page.locator("#learning-rate-title").evaluate((heading) => window.scrollTo(0, heading.getBoundingClientRect().top + scrollY - 100));
    await expect(page.locator('.lesson-nav__link[aria-current="location"]')).toHaveAttribute("href", "#learning-rate");
    // Nobody leaves a page in the frame in which a screen came.
    const store = await Store.of(page);
    await expect.poll(async () => Object.keys((await store.progress())?.screens ?? {})).toContain("learning-rate");

    await open(page, "course/");
    const account = row(page, LESSON).locator(".course__account");
    await expect(account).toContainText(`1 of ${questions} questions answered`);
    await expect(account).toContainText(new RegExp(`[1-9] of ${screens} screens read`));
    if (exercises > 0) await expect(account).toContainText(`0 of ${exercises} exercises solved`);
    await expect(account).toContainText(/min of .*min left/);
    await expect(row(page, LESSON).locator(".course__mark")).toHaveText("Begun");

    // Back to where it was, by the screen's own link.
    const on = page.getByRole("link", { name: "Go on with “ML key concepts”, screen 3" });
    await on.click();
    await expect(page).toHaveURL(new RegExp(`learn/${LESSON}/#learning-rate$`));
    await expect(page.locator("#learning-rate-title")).toBeInViewport();
    await open(page, "");
    await expect(page.getByRole("link", { name: "Go on with “ML key concepts”, screen 3" })).toBeVisible();
  });

  test("add up to what the lessons say, for each path", async ({ page }) => {
    await open(page, "course/");
    const all = await lessons(page);
    const state = page.getByRole("region", { name: "Where you are" });
    await expect(state).toContainText(`0 of ${all.length} lessons done`);
    await expect(state).toContainText(`0 of ${sum(all, ({ screens }) => screens.length)} screens read`);
    await expect(state).toContainText(`0 of ${sum(all, ({ screens }) => screens.flatMap((s) => s.questions).length)} questions`);
    await expect(page.getByRole("link", { name: /^Begin with “/ })).toBeVisible();

    const manager = page.getByRole("radio", { name: /^Project manager/ });
    await manager.focus();
    await page.keyboard.press("Space");
    await expect(manager).toBeChecked();
    await expect(state).not.toContainText("exercises");
    await expect(state).not.toContainText("goals");
    await page.reload();
    await alive(page, "reader");
    await expect(manager).toBeChecked();
    const text = async (name: RegExp) => (await page.locator(".course__path", { hasText: name }).locator(".course__takes").innerText()).trim();
    const minutes = (said: string) => Number(/(\d+) h/.exec(said)?.[1] ?? 0) * 60 + Number(/(\d+) min/.exec(said)?.[1] ?? 0);
    const [developer, lead, leader] = [await text(/Developer/), await text(/Team lead/), await text(/Project manager/)];
    expect(minutes(developer)).toBeGreaterThan(minutes(lead));
    expect(minutes(lead)).toBeGreaterThan(minutes(leader));
    expect(developer).toContain(`${all.length} lesson`);
  });

  test("say what is done when it is really done, and hear of it from another tab", async ({ page, context }) => {
    await open(page, "course/");
    const [first, ...others] = await lessons(page);
    await expect(row(page, first.id).locator(".course__mark")).toHaveText("Ready");
    const other = await context.newPage();
    await bringIn(other, done([first], FROM));
    await expect(row(page, first.id).locator(".course__mark")).toHaveText("✓ Done");
    const next = others.at(0);
    const way = next ? page.getByRole("link", { name: /^Begin with “/ }) : page.getByRole("link", { name: "All done: to your certificate" });
    await expect(way).toHaveAttribute("href", new RegExp(next ? `learn/${next.id}/$` : "certificate/$"));
  });
});

test.describe("the search", () => {
  test("finds a word with a hyphen and without", async ({ page }) => {
    await open(page, "search/");
    const field = page.getByRole("searchbox");
    const hits = page.locator(".search-page__hit");
    for (const words of ["overfitting", "over-fitting"]) {
      await field.fill(words);
      await expect(page.getByRole("status").filter({ hasText: `with “${words}”` })).toBeVisible();
      await expect(hits.getByRole("link", { name: "Capacity and over-fitting" })).toBeVisible();
    }
    await field.fill("overfit");
    await expect(hits.locator("mark", { hasText: /^over-fit$/ }).first()).toBeVisible();
  });

  test("opens by a key, finds, and leads there by keyboard alone", async ({ page }) => {
    await open(page, `learn/${LESSON}/`);
    await page.keyboard.press("/");
    await expect(page).toHaveURL(/search\/$/);
    const field = page.getByRole("searchbox", { name: "Look for words in all lessons" });
    await expect(field).toBeFocused();
    await page.keyboard.type("confusion matr");
    await expect(page.getByRole("status").filter({ hasText: /places? with “confusion matr”/ })).toBeVisible();
    const hits = page.locator(".search-page__hit");
    await expect(hits.first().locator("mark").first()).toHaveText(/confusion|matrix/i);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await expect(hits.nth(1).getByRole("link")).toBeFocused();
    await page.keyboard.press("ArrowUp");
    await expect(hits.nth(0).getByRole("link")).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(field).toBeFocused();
    await page.keyboard.press("ArrowDown");
    const href = await hits.nth(0).getByRole("link").getAttribute("href");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(new RegExp(`learn/[a-z-]+/#${href?.split("#")[1]}$`));
    await expect(page.locator(`#${href?.split("#")[1]}`)).toBeInViewport();
    // Who comes back finds it again.
    await page.goBack();
    await expect(field).toHaveValue("confusion matr");
    await expect(hits.first()).toBeVisible();
  });

  test("forgives a slip, and says when there is nothing", async ({ page }) => {
    await open(page, "search/");
    const field = page.getByRole("searchbox");
    await field.fill("gradiant descnt");
    await expect(page.locator(".search-page__hit").first()).toContainText(/gradient/i);
    await field.fill("zxqv");
    await expect(page.getByText(/Nothing was found with “zxqv”/)).toBeVisible();
    await expect(page.locator(".search-page__hit")).toHaveCount(0);
    await field.fill("<loss> & \"test\"");
    await expect(page.locator(".search-page__hit").first()).toBeVisible();
  });

  test("is fetched when somebody looks for something, and says so where it cannot be", async ({ page, guard }) => {
    guard.allow(/search-/);
    await page.route(/assets\/search-[^/]*\.json/, (route) => route.abort());
    await open(page, "de/search/");
    await page.getByRole("searchbox").fill("loss");
    await expect(page.getByText(/konnte nicht geholt werden/)).toBeVisible();
    await page.unroute(/assets\/search-[^/]*\.json/);
    await page.getByRole("searchbox").fill("losses");
    await expect(page.locator(".search-page__hit").first()).toBeVisible();
    const link = page.locator(".search-page__hit a").first();
    await expect(link).toHaveAttribute("href", /\/de\/learn\//);
  });
});

test("the glossary leads to where a word is explained", async ({ page }) => {
  await open(page, "glossary/");
  const words = page.locator(".glossary-page__words dt");
  expect(await words.count()).toBeGreaterThan(5);
  const said = await words.allInnerTexts();
  expect(said).toEqual([...said].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)));
  const link = page.locator(".glossary-page__words a").first();
  const place = new URL((await link.getAttribute("href")) ?? "", page.url()).hash;
  await link.click();
  await expect(page.locator(place)).toBeInViewport();
  await page.goto("de/glossary/");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Glossar");
});

test.describe("the certificate", () => {
  test("says what is missing", async ({ page }) => {
    await open(page, "certificate/");
    const all = await lessons(page);
    await expect(page.getByRole("heading", { name: "What is still missing" })).toBeVisible();
    await expect(page.getByText(`0 of ${all.length} lessons are done.`)).toBeVisible();
    await expect(page.locator(".certificate-page__missing li")).toHaveCount(all.length);
    await expect(page.locator(".certificate")).toHaveCount(0);
    await expect(page.getByRole("link", { name: "Export or import your progress" }).first()).toHaveAttribute("href", /offline\/$/);
  });

  test("says what was done, and nothing else", async ({ page }) => {
    await open(page, "certificate/");
    const all = await lessons(page);
    // All but one exercise, or else one question.
    const text = done(all, FROM);
    const file = JSON.parse(text) as { records: { value: Record<string, Record<string, unknown>> }[] };
    const { value } = file.records.at(-1) as (typeof file.records)[0];
    const kind = Object.keys(value.exercises).length > 0 ? "exercises" : "screens";
    delete value[kind][Object.keys(value[kind])[0]];
    await bringIn(page, JSON.stringify(file));
    await open(page, "certificate/");
    await expect(page.locator(".certificate-page__missing li")).toHaveCount(1);

    await bringIn(page, text);
    await open(page, "certificate/");
    const sheet = page.getByRole("article", { name: "Certificate of completion" });
    await expect(sheet).toBeVisible();
    await page.getByRole("textbox", { name: /Your name/ }).fill("Ada Grün");
    await expect(sheet.locator(".certificate__name")).toHaveText("Ada Grün");
    const exercises = sum(all, ({ screens }) => screens.flatMap((screen) => screen.exercises).length);
    const questions = sum(all, ({ screens }) => screens.flatMap((screen) => screen.questions).length);
    if (exercises > 0) await expect(sheet).toContainText(`${exercises} of ${exercises} exercises solved`);
    await expect(sheet).toContainText(`${questions} of ${questions} questions right at the first try`);
    await expect(sheet).toContainText(/From November 16, 2026 to /);
    await expect(sheet.locator(".certificate__topics li")).toHaveCount(all.length);
    const checksum = async () => /Checksum ([0-9a-f-]{19})\./.exec(await sheet.innerText())?.[1];
    const before = await checksum();
    expect(before).toBeTruthy();
    await page.getByRole("textbox", { name: /Your name/ }).fill("Ada Gruen");
    await expect.poll(checksum).not.toBe(before);
    // The name stays on the device, and so does the certificate.
    await page.reload();
    await alive(page, "reader");
    await expect(sheet.locator(".certificate__name")).toHaveText("Ada Gruen");
    // On paper there is nothing else, and one sheet of it.
    await page.emulateMedia({ media: "print" });
    await expect(page.getByRole("banner")).toBeHidden();
    await expect(page.getByRole("textbox")).toBeHidden();
    await expect(sheet).toBeVisible();
  });
});
