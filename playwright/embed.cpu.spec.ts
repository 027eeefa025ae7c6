// Lessons as widgets in a page of another origin, under a strict policy of that page.
import { type FrameLocator, type Page } from "@playwright/test";
import { findings } from "./support/axe";
import { carriedOut, EmbedHost, type Screen, screensOf, test as base, Widget } from "./support/embed-host";
import { plainHost } from "./support/plain-host";
import { expect } from "./support/test";

const TOPIC = "ml-key-concepts";
const LESSON = `<burrow-lesson id="one" topic="${TOPIC}"><a href="https://example.org/lesson">ML key concepts</a></burrow-lesson>`;

const test = base.extend<{ /** The lesson's screens. */ screens: Screen[] }>({
  screens: async ({ baseURL }, use) => use(await screensOf(baseURL ?? "", TOPIC)),
});

/** Addresses that are asked of Burrow from now on, without its origin. */
function asked(page: Page, burrow: string): string[] {
  const seen: string[] = [];
  page.context().on("request", (request) => {
    if (request.url().startsWith(burrow)) seen.push(request.url().slice(burrow.length));
  });
  return seen;
}

/** Answers a question by its option's number. */
function answer(frame: FrameLocator, question: string, option: number) {
  return frame.locator(`[data-question="${question}"] input`).nth(option).check();
}

test.describe("before the click", () => {
  test("nothing is asked for but the script and the posters", async ({ embed, page, baseURL }) => {
    const seen = asked(page, baseURL ?? "");
    await embed(`${LESSON}
      <burrow-lesson id="two" topic="${TOPIC}" screen="2" theme="dark">The second screen</burrow-lesson>
      <burrow-lesson id="three" lab="data=spiral"></burrow-lesson>`);
    await page.waitForTimeout(700);
    const posters = [`embed/${TOPIC}/poster.png`, `embed/${TOPIC}/2-dark.png`, "embed/lab/poster.png"];
    expect(seen.sort()).toEqual([...posters, "embed.js"].sort());
    await expect(page.locator("iframe")).toHaveCount(0);
  });

  test("each widget is one button, named by what stands in it", async ({ embed, page }) => {
    await embed(`${LESSON}
      <burrow-lesson id="two" topic="${TOPIC}"></burrow-lesson>
      <burrow-lesson id="three" lab="" lang="de"></burrow-lesson>`);
    const names = ["Start: ML key concepts", "Start: ml key concepts", "Starten: Labor"];
    for (const [place, name] of names.entries()) {
      await expect(page.getByRole("button").nth(place)).toHaveAccessibleName(name);
    }
    await page.keyboard.press("Tab");
    await expect(new Widget(page, "one").button()).toBeFocused();
  });

  test("the poster follows the system's theme", async ({ embed, page }) => {
    const widget = await embed(LESSON);
    const poster = widget.element.locator("img");
    await expect(poster).toHaveAttribute("src", /\/poster\.png$/);
    await page.emulateMedia({ colorScheme: "dark" });
    await expect(poster).toHaveAttribute("src", /\/poster-dark\.png$/);
  });

  test("without an address it says what is missing", async ({ embed, page }) => {
    await embed(`<burrow-lesson id="one" topic="../../etc"></burrow-lesson>`);
    await expect(page.getByRole("status")).toContainText("This lesson has no address");
  });
});

for (const [kind, script] of [
  ["a classic script", (burrow: string) => `<script src="${burrow}embed.js"></script>`],
  ["a module", (burrow: string) => `<script type="module" src="${burrow}embed.js"></script>`],
  ["two scripts", (burrow: string) => `<script src="${burrow}embed.js"></script><script async src="${burrow}embed.js?2"></script>`],
] as const) {
  test(`${kind} finds its own site`, async ({ embed, baseURL }) => {
    const widget = await embed(LESSON, script(baseURL ?? ""));
    expect((await widget.start()).detail).toMatchObject({ topic: TOPIC });
  });
}

test.describe("started", () => {
  test("it says that it is ready, shows the first screen, and the focus is in its heading", async ({ embed, page, screens }) => {
    const widget = await embed(LESSON);
    const { detail } = await widget.start();
    expect(detail).toEqual({ topic: TOPIC, screen: screens[0].id, version: expect.stringMatching(/^\d+\.\d+\.\d+/) });
    await expect(widget.frame.getByRole("heading", { level: 1 })).toBeFocused();
    await expect(widget.element.locator("iframe")).toHaveAttribute("title", "ML key concepts");
    await expect(widget.frame.locator(".screen:visible")).toHaveCount(1);
    await expect(widget.button()).toHaveCount(0);
    await expect(page.getByRole("status").first()).toBeEmpty();
  });

  test("it is as high as its text: from the poster's height in one step, then still", async ({ embed, page }) => {
    const widget = await embed(LESSON);
    const poster = await widget.height();
    expect(poster).toBeGreaterThan(100);
    await widget.element.evaluate((node) => {
      const heights: number[] = [];
      Object.assign(globalThis, { heights });
      new ResizeObserver(() => heights.push(node.getBoundingClientRect().height)).observe(node);
    });
    await widget.start();
    await page.waitForTimeout(2000);
    const heights = await page.evaluate(() => (globalThis as unknown as { heights: number[] }).heights);
    const content = await widget.frame.locator("html").evaluate((root) => root.getBoundingClientRect().height);
    expect(heights[0]).toBe(poster);
    // Nothing between the poster and the text, and no growing for ever.
    expect(Math.abs((heights[1] ?? poster) - content)).toBeLessThan(2);
    expect(new Set(heights).size).toBeLessThanOrEqual(3);
    expect(Math.abs(heights.at(-1)! - content)).toBeLessThan(2);
    expect(await widget.frame.locator("html").evaluate((root) => root.scrollHeight <= window.innerHeight + 1)).toBe(true);
  });

  test("it grows and shrinks with what is opened in it", async ({ embed }) => {
    const widget = await embed(LESSON);
    await widget.start();
    const before = await widget.height();
    const details = widget.frame.locator(".screen:visible details").first();
    await details.locator("summary").click();
    await expect.poll(() => widget.height()).toBeGreaterThan(before);
    await details.locator("summary").click();
    await expect.poll(() => widget.height()).toBe(before);
  });

  test("screens follow each other", async ({ embed, screens }) => {
    const widget = await embed(LESSON);
    await widget.start();
    const steps = widget.frame.getByRole("navigation", { name: "Screens" });
    await expect(steps.getByRole("button", { name: "Previous" })).toBeDisabled();
    await steps.getByRole("button", { name: "Next" }).click();
    await expect(steps).toContainText(`2 of ${screens.length}`);
    await expect(widget.frame.locator(`#${screens[1].id}`)).toBeVisible();
    await expect(widget.frame.locator(`#${screens[1].id} h2`)).toBeFocused();
    await expect(widget.frame.locator(".screen:visible")).toHaveCount(1);
    expect((await widget.event("progress", ({ screen }) => screen === screens[1].id)).detail.screens).toBe(screens.length);
  });

  test("one screen alone is shown alone", async ({ embed, screens }) => {
    const { id } = screens[1];
    const widget = await embed(`<burrow-lesson id="one" topic="${TOPIC}" screen="2"></burrow-lesson>`);
    expect((await widget.start()).detail.screen).toBe(id);
    await expect(widget.frame.locator(".screen:visible")).toHaveCount(1);
    await expect(widget.frame.locator(`#${id} h2`)).toBeFocused();
    await expect(widget.frame.getByRole("navigation", { name: "Screens" })).toHaveCount(0);
    expect(await widget.root("data-screen")).toBe(id);
  });

  test("Escape leads out, and Tab goes on in the host's page", async ({ embed, page }) => {
    const widget = await embed(`<button id="before">before</button>${LESSON}<button id="after">after</button>`);
    await widget.start();
    await page.keyboard.press("Escape");
    const end = widget.element.locator(".end");
    await expect(end).toBeFocused();
    await expect(end).toBeInViewport();
    await expect(end).toContainText("You have left the lesson.");
    await page.keyboard.press("Tab");
    await expect(page.locator("#after")).toBeFocused();
    // Back in, and out at the front by Shift and Tab alone.
    for (let press = 0; press < 200 && (await focused(page)) !== "before"; press++) await page.keyboard.press("Shift+Tab");
    await expect(page.locator("#before")).toBeFocused();
  });

  test("tabbing past its end leads out", async ({ embed, page }) => {
    const widget = await embed(`${LESSON}<button id="after">after</button>`);
    await widget.start();
    for (let press = 0; press < 200 && (await focused(page)) !== "after"; press++) await page.keyboard.press("Tab");
    await expect(page.locator("#after")).toBeFocused();
  });

  test("who starts it eagerly keeps the focus", async ({ embed, page }) => {
    const widget = await embed(
      `<input id="name"><burrow-lesson id="one" topic="${TOPIC}" eager></burrow-lesson>`,
    );
    await page.locator("#name").focus();
    await widget.event("ready");
    await expect(page.locator("#name")).toBeFocused();
  });

  test("it is in German where that is asked for, the lesson in its own language", async ({ embed, page }) => {
    const widget = await embed(`<burrow-lesson id="one" topic="${TOPIC}" lang="de">Begriffe</burrow-lesson>`);
    await expect(widget.button()).toHaveAccessibleName("Starten: Begriffe");
    await widget.start();
    expect(await widget.root("lang")).toBe("de");
    await expect(widget.frame.locator("article.lesson")).toHaveAttribute("lang", "en");
    await expect(widget.frame.getByRole("button", { name: "Weiter" })).toBeVisible();
    await expect(page.locator("iframe")).toHaveAttribute("src", /\/de\/embed\//);
  });
});

function focused(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.id ?? "");
}

test.describe("a part of a screen", () => {
  const sandbox = 'sandbox="allow-scripts"';

  test("a figure alone brings its question, trains in a sandbox, and is complete by itself", async ({ embed }) => {
    const widget = await embed(`<burrow-lesson id="one" topic="${TOPIC}" figure="town-map" ${sandbox}></burrow-lesson>`);
    const { detail } = await widget.start();
    expect(detail).toMatchObject({ topic: TOPIC });
    const { frame } = widget;
    await expect(frame.locator("#figure-town-map")).toBeVisible();
    await expect(frame.locator("#question-which-feature")).toBeVisible();
    await expect(frame.locator(".figure").filter({ visible: true })).toHaveCount(1);
    await expect(frame.locator(".screen > p").filter({ visible: true })).toHaveCount(0);
    await expect(frame.locator(".own-link").filter({ visible: true })).toHaveCount(0);
    await answer(frame, "which-feature", 0);
    const told = await widget.event("progress", ({ share }) => Number(share) > 0);
    expect(told.detail).toMatchObject({ figure: "town-map", screens: 1 });
    expect(told.detail.statement).toMatchObject({ object: { id: expect.stringMatching(/#figure-town-map$/) } });
    expect(await widget.call("run")).toEqual({ ok: true, why: "" });
    await expect(frame.locator("#figure-town-map output[data-run]")).toHaveAttribute("data-status", "playing");
  });

  test("an exercise alone is shown alone, as high as it is, and complete when it is solved", async ({ embed, page }) => {
    const widget = await embed(
      `<burrow-lesson id="one" topic="overview-of-go" exercise="pixel-overflow" ${sandbox}>A pixel</burrow-lesson>`,
    );
    await widget.start();
    const exercise = widget.frame.locator("#exercise-pixel-overflow");
    await expect(exercise).toBeVisible();
    await expect(widget.frame.locator(".exercise, .figure, .question").filter({ visible: true })).toHaveCount(1);
    const height = await exercise.evaluate((node) => node.getBoundingClientRect().height);
    await expect.poll(() => widget.height()).toBeGreaterThan(height);
    expect(await widget.height()).toBeLessThan(height + 160);
    await carriedOut(widget.frame, { goals: [], exercises: ["pixel-overflow"] });
    const { detail } = await widget.event("complete");
    expect(detail).toMatchObject({ topic: "overview-of-go", exercise: "pixel-overflow", score: null });
    expect(detail.statement).toMatchObject({ object: { id: expect.stringMatching(/\/learn\/overview-of-go\/#exercise-pixel-overflow$/) } });
    // Another exercise in the attribute is another frame.
    await widget.element.evaluate((node) => node.setAttribute("exercise", "mean-of-prices"));
    await expect(widget.frame.locator("#exercise-mean-of-prices")).toBeVisible();
    await expect(page.locator("#one iframe")).toHaveCount(1);
  });
});

test.describe("the theme", () => {
  test("follows the attribute without loading anything anew", async ({ embed }) => {
    const widget = await embed(`<burrow-lesson id="one" topic="${TOPIC}" theme="light"></burrow-lesson>`);
    await widget.start();
    expect(await widget.root("data-theme")).toBe("light");
    await widget.frame.locator("html").evaluate(() => Object.assign(globalThis, { same: true }));
    await widget.element.evaluate((node) => node.setAttribute("theme", "dark"));
    await expect.poll(() => widget.root("data-theme")).toBe("dark");
    expect(await widget.frame.locator("html").evaluate(() => "same" in globalThis)).toBe(true);
    const shade = () => widget.frame.locator("body").evaluate((body) => getComputedStyle(body).colorScheme);
    expect(await shade()).toBe("dark");
  });

  test("follows the system where it is automatic", async ({ embed, page }) => {
    const widget = await embed(LESSON);
    await widget.start();
    expect(await widget.root("data-theme")).toBe("light");
    await page.emulateMedia({ colorScheme: "dark" });
    await expect.poll(() => widget.root("data-theme")).toBe("dark");
  });
});

test.describe("progress", () => {
  test("is told with every answer, as a statement too", async ({ embed, screens, baseURL }) => {
    const place = screens.findIndex(({ questions }) => questions.length > 0);
    const { id, questions } = screens[place];
    const widget = await embed(`<burrow-lesson id="one" topic="${TOPIC}" screen="${id}"></burrow-lesson>`);
    await widget.start();
    const before = await widget.event("progress");
    expect(before.detail).toMatchObject({ topic: TOPIC, screen: id, screens: 1, done: 0, share: 0 });
    await answer(widget.frame, questions[0].id, questions[0].right);
    const { detail } = await widget.event("progress", ({ share }) => (share as number) > 0);
    expect(detail.statement).toMatchObject({
      verb: { id: "http://adlnet.gov/expapi/verbs/progressed" },
      object: { objectType: "Activity", id: `${baseURL}learn/${TOPIC}/#${id}` },
      context: { contextActivities: { parent: [{ id: `${baseURL}learn/${TOPIC}/` }] } },
      result: { completion: false },
    });
    expect(detail.statement).not.toHaveProperty("actor");
  });

  test("ends in completion with the share of right first answers", async ({ embed, screens, baseURL }) => {
    const widget = await embed(LESSON);
    await widget.start();
    let asks = 0;
    for (const [place, screen] of screens.entries()) {
      for (const question of screen.questions) {
        // The first of all answers is wrong; a second try does not count.
        if (asks++ === 0) await answer(widget.frame, question.id, question.right === 0 ? 1 : 0);
        await answer(widget.frame, question.id, question.right);
      }
      await carriedOut(widget.frame, screen);
      if (place < screens.length - 1) await widget.frame.getByRole("button", { name: "Next" }).click();
    }
    const { detail } = await widget.event("complete");
    expect(detail.topic).toBe(TOPIC);
    expect(detail.score).toBeCloseTo((asks - 1) / asks);
    expect(detail.statement).toMatchObject({
      verb: { id: "http://adlnet.gov/expapi/verbs/completed" },
      object: { id: `${baseURL}learn/${TOPIC}/`, definition: { name: { en: "ML key concepts" } } },
      result: { completion: true, score: { scaled: expect.closeTo((asks - 1) / asks, 3) } },
    });
    expect((await widget.event("progress")).detail).toMatchObject({ done: screens.length, share: 1 });
    expect(await widget.heard("complete")).toHaveLength(1);
  });
});

test.describe("commands", () => {
  const operable = (screens: Screen[]) => screens.find(({ figures }) => figures > 0) as Screen;

  /** The step that the shown figure is at; nothing while it has none. */
  const step = async (widget: Widget) => {
    const run = widget.frame.locator(".screen:visible [data-run], main [data-run]").first();
    return (await run.count()) > 0 ? Number(await run.getAttribute("data-step")) : 0;
  };

  for (const [where, sandbox] of [["in a frame", ""], ["in a sandbox", 'sandbox="allow-scripts"']]) {
    test(`run, reset and setParams are answered ${where}`, async ({ embed, screens }) => {
      const { id } = operable(screens);
      const widget = await embed(`<burrow-lesson id="one" topic="${TOPIC}" screen="${id}" ${sandbox}></burrow-lesson>`);
      // A command opens the lesson by itself.
      expect(await widget.call("setParams", { rate: 0.1 })).toEqual({ ok: true, why: "" });
      expect(await widget.call("run")).toEqual({ ok: true, why: "" });
      const now = await step(widget);
      await expect.poll(() => step(widget)).toBeGreaterThan(now);
      expect(await widget.call("reset")).toEqual({ ok: true, why: "" });
    });
  }

  test("what cannot be done is refused in a sentence", async ({ embed, screens }) => {
    const { id } = operable(screens);
    const widget = await embed(`<burrow-lesson id="one" topic="${TOPIC}" screen="${id}"></burrow-lesson>`);
    const refused = await widget.call("setParams", { nonsense: 1 });
    expect(refused).toEqual({ ok: false, why: expect.stringMatching(/nonsense/) });
    for (const wrong of [undefined, "rate=1", [1], { rate: { a: 1 } }]) {
      const answer = await widget.call("setParams", wrong);
      expect(answer).toEqual({ ok: false, why: "setParams takes an object such as { rate: 0.1 }." });
    }
  });

  test("a lab takes its recipe and the theme, and commands", async ({ embed, page }) => {
    const widget = await embed(`<burrow-lesson id="one" lab="data=spiral" theme="dark">A spiral</burrow-lesson>`);
    expect((await widget.start()).detail).toMatchObject({ topic: null, screen: null });
    expect(await widget.root("data-theme")).toBe("dark");
    const hash = await widget.frame.locator("html").evaluate(() => location.hash);
    expect(hash).toContain("data=spiral");
    expect(hash).not.toMatch(/theme|fit/);
    expect(await widget.call("run")).toEqual({ ok: true, why: "" });
    await expect.poll(() => step(widget)).toBeGreaterThan(0);
    await expect(page.getByRole("status")).toBeEmpty();
  });
});

test("axe-core finds nothing in the element, before the start and after", async ({ embed, page }) => {
  const main = `<main><h1>A host</h1>${LESSON}<burrow-lesson id="two" topic="${TOPIC}" theme="dark" screen="2">Two</burrow-lesson></main>`;
  const widget = await embed(main);
  expect(await findings(page)).toEqual([]);
  await widget.start();
  await new Widget(page, "two").start();
  expect(await findings(page)).toEqual([]);
});

test("two widgets do not know of each other", async ({ embed, page, screens }) => {
  const { id, questions } = screens.find((screen) => screen.questions.length > 0) as Screen;
  const one = await embed(`
    <burrow-lesson id="one" topic="${TOPIC}" screen="${id}" sandbox="allow-scripts" theme="dark"></burrow-lesson>
    <burrow-lesson id="two" topic="${TOPIC}" screen="${id}" sandbox="allow-scripts" theme="light"></burrow-lesson>`);
  const two = new Widget(page, "two");
  await one.start();
  expect(await two.heard("ready")).toEqual([]);
  await two.start();
  expect(await one.root("data-theme")).toBe("dark");
  expect(await two.root("data-theme")).toBe("light");
  await answer(one.frame, questions[0].id, 0);
  await one.event("progress", ({ share }) => (share as number) > 0);
  expect((await two.heard("progress")).every(({ detail }) => detail.share === 0)).toBe(true);
  await two.element.evaluate((node) => node.remove());
  expect((await one.event("ready")).id).toBe("one");
});

test("taken out and put in again, it begins anew and hears itself alone", async ({ embed, page }) => {
  const widget = await embed(LESSON);
  await widget.start();
  const moved = widget.element.evaluate(async (node) => {
    const asked = (node as unknown as { run: () => Promise<unknown> }).run();
    const parent = node.parentNode as ParentNode & Node;
    node.remove();
    const answer = await asked;
    parent.append(node);
    return answer;
  });
  expect(await moved).toEqual({ ok: false, why: "The lesson was taken out of the page." });
  await expect(widget.button()).toHaveAccessibleName("Start: ML key concepts");
  await expect(page.locator("iframe")).toHaveCount(0);
  await widget.start();
  await expect.poll(async () => (await widget.heard("ready")).length).toBe(2);
});

test("another topic or screen in the attributes is another lesson", async ({ embed, screens }) => {
  const widget = await embed(LESSON);
  await widget.start();
  await widget.element.evaluate((node) => node.setAttribute("screen", "2"));
  expect((await widget.event("ready", ({ screen }) => screen === screens[1].id)).detail.topic).toBe(TOPIC);
});

test("messages of strangers are not believed", async ({ embed, page, host }) => {
  const widget = await embed(`${LESSON}<iframe id="stranger" src="${host.burrow}embed/${TOPIC}/#screen=1"></iframe>`);
  await widget.start();
  const before = await widget.height();
  // From the host's own window, and from the frame itself but in no form that is known.
  await page.evaluate(() => {
    for (const message of [{ burrow: 1, type: "complete", topic: "x", part: {}, score: 1, statement: {} }, "burrow", null]) {
      window.postMessage(message, "*");
    }
  });
  await widget.frame.locator("html").evaluate(() => {
    const odd = [{ burrow: 2, type: "leave" }, { burrow: 1, type: "height", height: "9" }, { burrow: 1, type: "height", height: 1e9 }];
    for (const message of [...odd, { burrow: 1, type: "toString" }, { burrow: 1, type: "complete", score: 7 }]) {
      window.parent.postMessage(message, "*");
    }
  });
  // From another frame, in a form that is known.
  await page.frameLocator("#stranger").locator("html").evaluate(() => {
    window.parent.postMessage({ burrow: 1, type: "complete", topic: "x", score: 1, statement: {} }, "*");
  });
  // The frame believes its parent alone.
  await widget.frame.locator("html").evaluate(() => window.postMessage({ burrow: 1, type: "theme", theme: "dark" }, "*"));
  await page.waitForTimeout(500);
  expect(await widget.heard("complete")).toEqual([]);
  expect(await widget.height()).toBe(before);
  expect(await widget.root("data-theme")).toBe("light");
});

test.describe("in a sandbox without more than scripts", () => {
  test("a link that may not be opened there is offered below", async ({ embed, page, guard }) => {
    // The browser says on its console that the sandbox forbade a window.
    guard.allow(/Blocked opening/);
    const widget = await embed(`<burrow-lesson id="one" topic="${TOPIC}" sandbox="allow-scripts"></burrow-lesson>`);
    await widget.start();
    await widget.frame.locator("a[href*='/learn/']").first().click();
    const link = widget.element.getByRole("status").getByRole("link");
    await expect(link).toHaveAttribute("href", new RegExp(`/learn/${TOPIC}/$`));
    await expect(link).toHaveAttribute("target", "_blank");
    await expect(page.locator("#one iframe")).toHaveCount(1);
  });

  test("on a host without CORS the text stands, and the widget says so and links to the page", async ({ host, page, guard }) => {
    const plain = await plainHost("/some/where/");
    const { origin } = new URL(plain.url);
    guard.allow(new RegExp(`^left the origin ${origin}/`), /CORS policy|ERR_FAILED/);
    const elsewhere = await EmbedHost.start(plain.url);
    guard.allow(new RegExp(`^left the origin ${elsewhere.url}`));
    await elsewhere.open(page, `<burrow-lesson id="one" topic="${TOPIC}" sandbox="allow-scripts"></burrow-lesson>`);
    const widget = new Widget(page, "one");
    await widget.start();
    const note = widget.element.getByRole("status");
    await expect(note).toContainText("sends no Access-Control-Allow-Origin");
    await expect(note.getByRole("link")).toHaveAttribute("href", `${plain.url}learn/${TOPIC}/`);
    await expect(widget.frame.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(widget.frame.getByRole("alert")).toContainText("cannot run in this frame");
    // Unless it is locked in, it runs there as well.
    await elsewhere.open(page, LESSON);
    await widget.start();
    await expect(note).toBeEmpty();
    await elsewhere.close();
    await plain.close();
  });
});

test("a lesson that does not answer is told after 15 seconds, with a link to its page", async ({ embed, guard }) => {
  guard.allow(/no-such-lesson/);
  const widget = await embed(`<burrow-lesson id="one" topic="no-such-lesson"></burrow-lesson>`);
  await widget.button().click();
  const note = widget.element.getByRole("status");
  expect(await widget.call("load")).toEqual({ ok: false, why: expect.stringMatching(/^The lesson did not answer/) });
  await expect(note).toContainText("did not answer within 15 seconds");
  await expect(note.getByRole("link")).toHaveAttribute("href", /\/learn\/no-such-lesson\/$/);
  await expect(widget.button()).toBeEnabled();
});
