// What WCAG 2.2 asks for and axe-core cannot see: the size of targets, focus behind what stays in
// place, one column at 400 % zoom, wider text, and no motion for who wants none.
import { type Page } from "@playwright/test";
import { LESSON, openPage, PAGES, unfold } from "./support/pages";
import { alive, drawn, expect, test } from "./support/test";

const DESKTOP = { width: 1280, height: 720 };
const PHONE = { width: 360, height: 740 };
/** The digit reader has the smallest targets, a long network the widest diagram. */
const LABS = ["lab=digits&processor=cpu", "layers=8-8-8-8-8-8&processor=cpu"];
const PLACES = [...PAGES, ...LABS.map((link) => `playground/#${link}`)];

/** Comes near a lesson's figures, so that the program with their labs takes over. */
async function comeNear(page: Page) {
  await page.locator(".figure").first().hover();
  await alive(page, "figures");
}

/** The lesson's first figure with its lab, after its question. */
async function openFigure(page: Page) {
  await openPage(page, LESSON);
  await page.locator('#question-which-feature input[value="0"]').check();
  await comeNear(page);
}

/** Targets under 24 × 24 px that have not got that much room to themselves either (SC 2.5.8). */
function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const LEAST = 24;
    const selector = "a[href], button, input, select, textarea, summary, [tabindex='0'], [role='gridcell']";
    const words = (text: string | null | undefined) => text?.trim() ?? "";
    // A link in a sentence is as high as its line.
    const inSentence = (node: Element) =>
      node.tagName === "A" &&
      getComputedStyle(node).display === "inline" &&
      words(node.parentElement?.textContent) !== words(node.textContent);
    const targets = [...document.querySelectorAll<HTMLElement>(selector)]
      .filter((node) => node.checkVisibility({ visibilityProperty: true }) && !node.closest("[inert]") && !inSentence(node))
      // Who presses a label presses its field.
      .map((node) => ({ node, box: (node.matches("[type=checkbox], [type=radio]") && node.closest("label") || node).getBoundingClientRect() }))
      // What comes into view only with the focus is not pressed.
      .filter(({ box }) => box.right > 0 && box.width > 1);
    const isSmall = (box: DOMRect) => Math.min(box.width, box.height) < LEAST - 0.01;
    const middle = (box: DOMRect) => [box.x + box.width / 2, box.y + box.height / 2];
    const distance = ([x, y]: number[], box: DOMRect) =>
      Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom));
    const crowded = (one: DOMRect, other: DOMRect) => {
      const [x, y] = middle(one);
      const [a, b] = middle(other);
      return distance([x, y], other) < LEAST / 2 || (isSmall(other) && Math.hypot(x - a, y - b) < LEAST);
    };
    return targets
      .filter(({ node, box }) => isSmall(box) && targets.some((other) => other.node !== node && !other.node.contains(node) && crowded(box, other.box)))
      .map(({ node, box }) => `${node.className || node.tagName} “${words(node.textContent)}” ${box.width.toFixed(1)} × ${box.height.toFixed(1)}`);
  });
}

for (const [device, viewport] of Object.entries({ desktop: DESKTOP, phone: PHONE })) {
  test.describe(`targets on a ${device}`, () => {
    test.use({ viewport });

    for (const place of PLACES) {
      test(`can be hit: /${place}`, async ({ page }) => {
        await openPage(page, place);
        await unfold(page);
        expect(await smallTargets(page)).toEqual([]);
      });
    }

    test("can be hit: a figure", async ({ page }) => {
      await openFigure(page);
      await unfold(page);
      expect(await smallTargets(page)).toEqual([]);
    });
  });
}

/** What has the focus: its name, and whether any of it is seen, now or in the frame that is drawn next. */
function focused(page: Page, when: "now" | "drawn" = "now") {
  return page.evaluate(async (when) => {
    if (when === "drawn") await new Promise(requestAnimationFrame);
    const node = document.activeElement;
    if (node === null || node === document.body) return null;
    const box = node.getBoundingClientRect();
    const parts = [0.02, 0.25, 0.5, 0.75, 0.98];
    const seen = parts.some((across) =>
      parts.some((down) => {
        const top = document.elementFromPoint(box.left + box.width * across, box.top + box.height * down);
        return top !== null && (node.contains(top) || top.contains(node) && top.matches("label, summary"));
      }),
    );
    const name = node.getAttribute("aria-label") ?? node.textContent?.trim().slice(0, 40);
    return { name: `${node.className || node.tagName} “${name}”`, seen };
  }, when);
}

/** Goes round the page by a key, and tells what had the focus while it was hidden (SC 2.4.11). */
async function hiddenStops(page: Page, key: string) {
  const hidden: string[] = [];
  let stops = 0;
  for (; stops < 400; stops++) {
    await page.keyboard.press(key);
    let stop = await focused(page);
    if (!stop?.seen) {
      // The focus may have brought the program with the figures, which takes the page over.
      await page.locator("html[data-alive]").waitFor();
      await drawn(page);
      stop = await focused(page, "drawn");
    }
    if (stop === null) break;
    if (!stop.seen) hidden.push(stop.name);
  }
  return { hidden, stops };
}

for (const viewport of [DESKTOP, { width: 900, height: 720 }, PHONE]) {
  test.describe(`focus in ${viewport.width} × ${viewport.height}`, () => {
    test.use({ viewport });

    for (const place of PLACES) {
      test(`is seen: /${place}`, async ({ page }) => {
        await openPage(page, place);
        for (const key of ["Tab", "Shift+Tab"]) {
          const { hidden, stops } = await hiddenStops(page, key);
          expect(hidden, key).toEqual([]);
          // The search page begins in its field, near its end.
          expect(stops, key).toBeGreaterThan(place === "search/" ? 2 : 3);
        }
      });
    }
  });
}

/** Boxes that scroll by themselves and that a keyboard or a name does not reach. */
function strangeBoxes(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const scrolls = (node: Element) => {
      const { overflowX, overflowY } = getComputedStyle(node);
      const across = /auto|scroll/.test(overflowX) && node.scrollWidth > node.clientWidth + 1;
      const down = /auto|scroll/.test(overflowY) && node.scrollHeight > node.clientHeight + 1;
      return across || down;
    };
    const reached = (node: Element) =>
      (node.getAttribute("tabindex") === "0" && node.hasAttribute("aria-label")) || node.matches("nav, dialog, textarea");
    return [...document.body.querySelectorAll("*")]
      .filter((node) => scrolls(node) && !reached(node))
      .map((node) => node.className || node.tagName);
  });
}

// 1280 × 1024 at 400 %.
test.describe("at 400 % zoom", () => {
  test.use({ viewport: { width: 320, height: 256 } });

  for (const place of PLACES) {
    test(`the page is one column, and each box that scrolls has a name: /${place}`, async ({ page }) => {
      await openPage(page, place);
      await unfold(page);
      expect(await page.evaluate(() => document.scrollingElement?.scrollWidth)).toBeLessThanOrEqual(320);
      expect(await strangeBoxes(page)).toEqual([]);
    });
  }

  test("a figure is one column", async ({ page }) => {
    await openFigure(page);
    await unfold(page);
    expect(await page.evaluate(() => document.scrollingElement?.scrollWidth)).toBeLessThanOrEqual(320);
    expect(await strangeBoxes(page)).toEqual([]);
  });
});

/** Sets the text as wide as SC 1.4.12 asks. The page's policy allows this way only. */
async function widenText(page: Page) {
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
      * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
      p { margin-bottom: 2em !important; }
    `);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  });
}

/** Words that a box cuts, that reach out of their button, or that lie beyond the page. */
function cutWords(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const cuts = (node: Element) => /hidden|clip/.test(getComputedStyle(node).overflowX) || node.matches("button, .button, label");
    const scrolls = (node: Element) => /auto|scroll/.test(getComputedStyle(node).overflowX);
    const cut: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let text = walker.nextNode(); text !== null; text = walker.nextNode()) {
      const parent = text.parentElement;
      if (!text.textContent?.trim() || parent === null || !parent.checkVisibility({ visibilityProperty: true })) continue;
      if (parent.closest("select, script, .visually-hidden, .skip-link, svg")) continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      const words = range.getBoundingClientRect();
      let within: Element | null = parent;
      while (within !== null && !cuts(within) && !scrolls(within)) within = within.parentElement;
      if (within !== null && (scrolls(within) || within.clientWidth <= 1)) continue;
      const box = within?.getBoundingClientRect() ?? new DOMRect(0, -1e6, document.documentElement.clientWidth, 2e6);
      const out = Math.max(words.right - box.right, box.left - words.left, words.bottom - box.bottom, box.top - words.top);
      if (words.width > 0 && out > 1) cut.push(`“${text.textContent.trim()}” by ${out.toFixed(1)}`);
    }
    return cut;
  });
}

for (const viewport of [DESKTOP, PHONE]) {
  test.describe(`wider text in ${viewport.width} px`, () => {
    test.use({ viewport });

    for (const place of PLACES) {
      test(`is not cut: /${place}`, async ({ page }) => {
        await openPage(page, place);
        await unfold(page);
        await widenText(page);
        expect(await cutWords(page)).toEqual([]);
        expect(await page.evaluate(() => document.scrollingElement?.scrollWidth)).toBeLessThanOrEqual(viewport.width);
      });
    }

    test("is not cut: a figure", async ({ page }) => {
      await openFigure(page);
      await widenText(page);
      expect(await cutWords(page)).toEqual([]);
    });
  });
}

test.describe("who wants no motion", () => {
  test.use({ reducedMotion: "reduce" });

  for (const place of PLACES) {
    test(`sees none: /${place}`, async ({ page }) => {
      await openPage(page, place);
      // Even one that somebody adds stops.
      await page.evaluate(() => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync("@keyframes turn { to { rotate: 1turn } } body * { animation: turn 1s infinite; transition: all 1s }");
        document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
      });
      expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
      expect(await page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior)).toBe("auto");
    });
  }
});
