// Work is saved as it is made: it survives reloads, other tabs, full and wiped stores, and leaves
// and comes back as a file.
import { readFile } from "node:fs/promises";
import type { Locator, Page } from "@playwright/test";
import { checked, fromText, kindOf, toText, union } from "../web/js/work.js";
import { expect, openPanel, SPIRAL, test } from "./support/offline";
import { Store } from "./support/store";

const AT = 1_700_000_000_000;
const PROGRESS = {
  answers: { "rate-guess": { chosen: 1, right: true, at: AT } },
  screens: { loss: AT },
  goals: {},
  exercises: { mean: AT },
  firsts: { "rate-guess": { chosen: 0, right: false, at: AT - 1 } },
  visits: { loss: AT + 1 },
};

test.describe("the file of all work", () => {
  const run = { recipe: "lab=boundary&step=3", checkpoint: Uint8Array.from({ length: 70_000 }, (_, i) => i) };
  const records = [
    { key: "run/playground/boundary", updated: AT, value: run },
    { key: "run/lesson/ml-key-concepts/learning-rate", updated: AT, value: { recipe: "lab=boundary", checkpoint: null } },
    { key: "progress/ml-key-concepts", updated: AT, value: PROGRESS },
  ];
  const text = toText(records, new Date(AT));

  test("brings back what went into it", () => {
    expect(fromText(text)).toEqual({ records });
    expect(JSON.parse(text)).toMatchObject({ burrow: "work", version: 1, exported: "2023-11-14T22:13:20.000Z" });
  });

  test("is refused when it is cut, foreign, newer or damaged", () => {
    expect(fromText(text.slice(0, -20))).toEqual({ state: "cut" });
    expect(fromText(text.slice(0, 30))).toEqual({ state: "cut" });
    for (const foreign of ["", "Dear Sir or Madam", "[]", "null", "7", '{"a": 1}', '{"burrow": "lesson"}', "\x89PNG\r\n"]) {
      expect(fromText(foreign), foreign).toEqual({ state: "foreign" });
    }
    expect(fromText(text.replace('"version":1', '"version":2'))).toEqual({ state: "newer" });
    const damages: [string, string][] = [
      ["run/playground/boundary", "run/playground/other"],
      ["run/playground/boundary", "progress/ml-key-concepts"],
      ["progress/ml-key-concepts", "progress/__proto__"],
      ['"rate-guess"', '"__proto__"'],
      ['"chosen":1', '"chosen":-1'],
      ['"right":true', '"right":"yes"'],
      [`"updated":${AT}`, '"updated":"now"'],
      ['"goals":{}', '"goals":null'],
      ['"base64":"', '"base64":"*'],
      ['"records":[', '"records":[null,'],
      ['"records":[', '"records":{}, "others":['],
      ['"version":1', '"version":0'],
    ];
    for (const [old, damaged] of damages) {
      expect(text, old).toContain(old);
      expect(fromText(text.replace(old, damaged)), damaged).toEqual({ state: "damaged" });
    }
    const many = Array.from({ length: 2001 }, (_, i) => ({ key: `progress/t${i}`, updated: AT, value: PROGRESS }));
    expect(fromText(toText(many, new Date(AT)))).toEqual({ state: "damaged" });
  });

  test("holds nothing that does not belong under its key", () => {
    expect(kindOf("run/playground/digits")).toBe("run");
    expect(kindOf("progress/ml-key-concepts")).toBe("progress");
    for (const key of ["", "run/playground/", "run/lesson/a", "progress/A", "progress/a/b", "progress/a--b", `progress/${"a".repeat(300)}`, 7]) {
      expect(kindOf(key as string), String(key)).toBeUndefined();
    }
    expect(checked("progress/a", { ...PROGRESS, more: 1 })).toEqual(PROGRESS);
    expect(checked("run/playground/digits", { ...run, checkpoint: [1, 2] })).toBeUndefined();
    expect(checked("run/playground/digits", PROGRESS)).toBeUndefined();
    expect(checked("other", PROGRESS)).toBeUndefined();
  });
});

test.describe("progress from two tabs", () => {
  const answer = (chosen: number, right: boolean, at: number) => ({ chosen, right, at });
  const some = [
    { answers: { a: answer(0, false, 1) }, screens: { one: 5 }, goals: {}, exercises: { e: 3 }, firsts: { a: answer(0, false, 1) }, visits: { one: 5 } },
    {
      answers: { a: answer(1, true, 2), b: answer(2, false, 1) },
      screens: { one: 3, two: 4 },
      goals: { f: 9 },
      exercises: { e: 2, g: 4 },
      firsts: { a: answer(1, true, 2), b: answer(2, false, 1) },
      visits: { one: 3, two: 8 },
    },
    { answers: { a: answer(1, false, 2) }, screens: {}, goals: { f: 7, g: 1 }, exercises: {}, firsts: { a: answer(2, false, 0) }, visits: {} },
    { answers: {}, screens: {}, goals: {}, exercises: {}, firsts: {}, visits: {} },
  ];

  test("is the same whichever comes first, however often", () => {
    for (const a of some) {
      expect(union(a, a)).toEqual(a);
      for (const b of some) {
        expect(union(a, b)).toEqual(union(b, a));
        for (const c of some) expect(union(union(a, b), c)).toEqual(union(a, union(b, c)));
      }
    }
  });

  test("keeps the last answer and the first, when a screen, a goal or an exercise was first reached, and when a screen was in view last", () => {
    expect(union(some[0], some[1])).toEqual({
      answers: { a: answer(1, true, 2), b: answer(2, false, 1) },
      screens: { one: 3, two: 4 },
      goals: { f: 9 },
      exercises: { e: 2, g: 4 },
      firsts: { a: answer(0, false, 1), b: answer(2, false, 1) },
      visits: { one: 5, two: 8 },
    });
  });

  test("of an earlier Burrow, without exercises, first answers and visits, goes on", () => {
    const { answers, screens, goals } = some[0];
    const old = { answers, screens, goals };
    expect(checked("progress/a", old)).toEqual({ ...old, exercises: {}, firsts: old.answers, visits: old.screens });
    expect(union(old, some[1]).firsts).toEqual({ a: answer(0, false, 1), b: answer(2, false, 1) });
    expect(union(old, some[1]).exercises).toEqual(some[1].exercises);
    expect(union(old, some[1]).visits).toEqual({ one: 5, two: 8 });
  });
});

test.describe("the store", () => {
  let store: Store;
  test.beforeEach(async ({ page, baseURL }) => {
    await page.goto("");
    store = await Store.in(page, baseURL ?? "");
  });

  test("keeps a run over a reload", async ({ page }) => {
    expect(await store.condition()).toBe("kept");
    expect(await store.run()).toBeNull();
    const { state, revision } = await store.put("lab=boundary&step=1");
    expect(state).toBe("kept");
    await page.reload();
    expect(await store.run()).toEqual({ recipe: "lab=boundary&step=1", bytes: [0, 1, 2, 3], revision });
    expect((await store.put("lab=boundary&step=2", revision)).state).toBe("kept");
    expect((await store.run())?.recipe).toBe("lab=boundary&step=2");
  });

  test("lets no tab write over what another saved", async ({ context, baseURL }) => {
    const { revision } = await store.put("mine=1");
    const page = await context.newPage();
    await page.goto("");
    const other = await Store.in(page, baseURL ?? "");
    const theirs = await other.put("theirs=1", revision);
    expect(theirs.state).toBe("kept");
    expect(await store.put("mine=2", revision)).toMatchObject({ state: "conflict", theirs: "theirs=1" });
    expect((await other.run())?.recipe).toBe("theirs=1");
    // Once seen, it may be replaced.
    expect((await store.put("mine=3", theirs.revision)).state).toBe("kept");
    expect((await other.run())?.recipe).toBe("mine=3");
    // A tab that knows of nothing cannot begin anew either.
    expect((await other.put("theirs=2", null)).state).toBe("conflict");
  });

  test("joins the progress of two tabs that save at once", async ({ context, baseURL }) => {
    const page = await context.newPage();
    await page.goto("");
    const other = await Store.in(page, baseURL ?? "");
    const saves = Array.from({ length: 20 }, (_, i) => (i % 2 ? other : store).merge({ screens: { [`s${i}`]: AT + i } }));
    await Promise.all(saves);
    expect(Object.keys((await store.progress())?.screens ?? {})).toHaveLength(20);
  });

  test("that was wiped goes on with the next save", async ({ page, context, baseURL }) => {
    const { revision } = await store.put("mine=1");
    await store.merge({ screens: { one: AT } });
    const tools = await context.newCDPSession(page);
    await tools.send("Storage.clearDataForOrigin", { origin: new URL(baseURL ?? "").origin, storageTypes: "all" });
    await expect.poll(() => store.run()).toBeNull();
    expect((await store.put("mine=2", revision)).state).toBe("kept");
    expect((await store.merge({ screens: { two: AT } })).state).toBe("kept");
    await page.reload();
    expect((await store.run())?.recipe).toBe("mine=2");
  });

  test("that is full loses nothing while the page lives", async ({ page, context, baseURL }) => {
    const tools = await context.newCDPSession(page);
    const { origin } = new URL(baseURL ?? "");
    await tools.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 1000 });
    const { state, revision } = await store.put("mine=1", null, 200_000);
    expect(state).toBe("full");
    expect(await store.run()).toMatchObject({ recipe: "mine=1", revision });
    expect((await store.put("mine=2", revision, 200_000)).state).toBe("full");
    expect((await store.put("mine=0", null)).state).toBe("conflict");
    expect((await store.run())?.recipe).toBe("mine=2");
  });

  test("that was full takes in what waited as soon as there is room", async ({ page }) => {
    const { revision } = await store.put("mine=1");
    await page.evaluate(() => {
      const put = IDBObjectStore.prototype.put;
      Object.assign(globalThis, { free: () => (IDBObjectStore.prototype.put = put) });
      IDBObjectStore.prototype.put = () => {
        throw new DOMException("made to fail", "QuotaExceededError");
      };
    });
    const full = await store.put("mine=2", revision);
    expect(full.state).toBe("full");
    expect((await store.merge({ goals: { big: AT } })).state).toBe("full");
    await page.evaluate(() => void (globalThis as unknown as { free: () => void }).free());
    expect((await store.put("mine=3", full.revision)).state).toBe("kept");
    expect((await store.merge({ goals: { later: AT } })).state).toBe("kept");
    await page.reload();
    expect((await store.run())?.recipe).toBe("mine=3");
    expect((await store.progress())?.goals).toEqual({ big: AT, later: AT });
  });
});

/** Says of each page's IndexedDB that it cannot be opened. */
function refuse() {
  IDBFactory.prototype.open = () => {
    throw new DOMException("made to fail", "SecurityError");
  };
}

test.describe("a browser that keeps nothing", () => {
  test.beforeEach(({ context }) => context.addInitScript(refuse));

  test("keeps work in memory, under the same rules", async ({ page, baseURL }) => {
    await page.goto("");
    const store = await Store.in(page, baseURL ?? "");
    expect(await store.condition()).toBe("refused");
    const { state, revision } = await store.put("mine=1");
    expect(state).toBe("refused");
    expect((await store.put("mine=2", null)).state).toBe("conflict");
    expect((await store.put("mine=2", revision)).state).toBe("refused");
    expect((await store.run())?.recipe).toBe("mine=2");
    const saves = [1, 2, 3].map((i) => store.merge({ screens: { [`s${i}`]: AT } }));
    await Promise.all(saves);
    expect(Object.keys((await store.progress())?.screens ?? {})).toHaveLength(3);
  });

  test("says so, and the lab works all the same", async ({ page, open }) => {
    const panel = await openPanel(page, "Your work");
    await expect(panel).toContainText("This browser keeps nothing for the site");
    const lab = await open(SPIRAL);
    await lab.playTo(20);
    await expect(lab.messages()).toContainText("lasts only as long as this page");
  });
});

test.describe("the panel", () => {
  const said = (panel: Locator) => panel.locator(".work__said");

  function exportWork(page: Page, panel: Locator) {
    return Promise.all([page.waitForEvent("download"), panel.getByRole("button", { name: "Export all work" }).click()]);
  }

  function importWork(panel: Locator, name: string, buffer: Buffer) {
    return panel.getByLabel("Import work from a file").setInputFiles({ name, mimeType: "application/json", buffer });
  }

  test("gives all work as one file and takes it back elsewhere", async ({ page, browser, baseURL }) => {
    const panel = await openPanel(page, "Your work");
    await panel.getByRole("button", { name: "Export all work" }).click();
    await expect(said(panel)).toContainText("no work to export");
    const store = await Store.in(page, baseURL ?? "");
    await store.put("lab=boundary&step=7");
    await store.merge({ screens: { one: AT } });
    const [download] = await exportWork(page, panel);
    expect(download.suggestedFilename()).toMatch(/^burrow-work-\d{4}-\d\d-\d\d\.json$/);
    const file = await readFile(await download.path());

    const elsewhere = await browser.newContext({ baseURL });
    const there = await elsewhere.newPage();
    const panelThere = await openPanel(there, "Your work");
    const storeThere = await Store.in(there, baseURL ?? "");
    await storeThere.merge({ screens: { two: AT } });
    await importWork(panelThere, "work.json", file);
    await expect(said(panelThere)).toContainText("2 entries");
    expect(await storeThere.run()).toMatchObject({ recipe: "lab=boundary&step=7", bytes: [0, 1, 2, 3] });
    expect(Object.keys((await storeThere.progress())?.screens ?? {}).sort()).toEqual(["one", "two"]);
    // What is newer here stays.
    await storeThere.put("lab=boundary&step=9", (await storeThere.run())?.revision);
    await importWork(panelThere, "work.json", file);
    await expect(said(panelThere)).toContainText("1 was left out");
    expect((await storeThere.run())?.recipe).toBe("lab=boundary&step=9");
    await elsewhere.close();
  });

  test("refuses what is no such file, and changes nothing", async ({ page, baseURL }) => {
    const panel = await openPanel(page, "Your work");
    const store = await Store.in(page, baseURL ?? "");
    await store.put("lab=boundary&step=7");
    const [download] = await exportWork(page, panel);
    const text = (await readFile(await download.path())).toString();
    const files: [string, string, RegExp][] = [
      ["cut.json", text.slice(0, -5), /ends in the middle/],
      ["letter.json", "Dear Sir or Madam", /not a file of Burrow's/],
      ["newer.json", text.replace('"version":1', '"version":3'), /newer version/],
      ["hostile.json", text.replace("run/playground/boundary", "__proto__"), /changed or damaged/],
    ];
    for (const [name, content, words] of files) {
      await importWork(panel, name, Buffer.from(content));
      await expect(said(panel), name).toContainText(words);
      await expect(said(panel)).toContainText("nothing was changed");
    }
    expect((await store.run())?.recipe).toBe("lab=boundary&step=7");
  });

  test("deletes all work, but only when it is meant", async ({ page, baseURL }) => {
    const panel = await openPanel(page, "Your work");
    const store = await Store.in(page, baseURL ?? "");
    await store.put("lab=boundary&step=7");
    await panel.getByRole("button", { name: "Delete all work" }).press("Enter");
    await expect(panel.getByRole("button", { name: "Keep it", exact: true })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(panel.getByRole("button", { name: "Delete all work" })).toBeFocused();
    expect(await store.run()).not.toBeNull();
    await page.keyboard.press("Enter");
    await panel.getByRole("button", { name: "Delete all of it" }).click();
    await expect(said(panel)).toContainText("was deleted");
    expect(await store.run()).toBeNull();
  });
});

test.describe("a run in the playground", () => {
  test("is there again after a reload, at its step and with the same next losses", async ({ open, page }) => {
    const lab = await open(SPIRAL);
    const told = await lab.playTo(60);
    // A save may be three seconds old; leaving the page makes one.
    await page.goto("about:blank");
    await page.goto("playground/");
    await lab.wake();
    const back = await lab.until("the run is back", ({ step }) => step === told.step);
    expect(back.trainLoss).toBe(told.trainLoss);
    expect((await lab.step()).step).toBe(told.step + 1);
  });

  test("of another tab is not written over without a word", async ({ open, page, context }) => {
    const lab = await open(SPIRAL);
    await lab.playTo(30);
    // Until the last save is surely done.
    await page.waitForTimeout(4000);
    const other = await open("", await context.newPage());
    await other.wake();
    await other.playTo(60);
    await other.page.waitForTimeout(4000);
    await lab.playTo(90);
    const warning = page.getByRole("alert").filter({ hasText: "Another tab has saved" });
    await expect(warning).toBeVisible();
    await warning.getByRole("button", { name: "Keep this one" }).click();
    await expect(warning).toBeHidden();
    const mine = await lab.rest();
    await page.waitForTimeout(1000);
    const later = await open("", await context.newPage());
    await later.wake();
    await later.until("this tab's run is kept", ({ step }) => step === mine.step);
  });
});
