// The packages of a lesson run where learning platforms run them, and tell what they should.
import { type FrameLocator, type Page } from "@playwright/test";
import { carriedOut, type Screen, screensOf } from "./support/embed-host";
import { exportPackage, type Package } from "./support/package";
import { ACTIVITY, ACTOR, Cmi5Host, REGISTRATION, ScormHost, SESSION, type Statement } from "./support/scorm-host";
import { expect, test as base } from "./support/test";

const TOPIC = "ml-key-concepts";

interface Fixtures {
  scorm: ScormHost;
  cmi5: Cmi5Host;
  screens: Screen[];
}

interface Packages {
  scormPackage: Package;
  cmi5Package: Package;
}

const test = base.extend<Fixtures, Packages>({
  scormPackage: [async ({}, use) => use(exportPackage(TOPIC, "scorm12")), { scope: "worker", timeout: 600_000 }],
  cmi5Package: [async ({}, use) => use(exportPackage(TOPIC, "cmi5")), { scope: "worker", timeout: 600_000 }],
  scorm: async ({ scormPackage, guard }, use) => {
    const host = await ScormHost.start(scormPackage);
    guard.allow(new RegExp(`^left the origin ${host.url}`));
    await use(host);
    await host.close();
  },
  cmi5: async ({ cmi5Package, guard }, use) => {
    const host = await Cmi5Host.start(cmi5Package);
    for (const origin of host.origins) guard.allow(new RegExp(`^left the origin ${origin}`));
    // What was never written is not there; the browser says so on its console.
    guard.allow(/\b404\b.*(state|profile)|(state|profile).*\b404\b/);
    await use(host);
    expect(host.mistakes).toEqual([]);
    await host.close();
  },
  screens: async ({ baseURL }, use) => use(await screensOf(baseURL ?? "", TOPIC)),
});

/** The lesson itself, in the launch page's frame. */
function lessonIn(launch: Page | FrameLocator): FrameLocator {
  return launch.frameLocator("iframe");
}

/** Goes through the whole lesson; `right`: how many of the first answers are. */
async function learn(lesson: FrameLocator, screens: Screen[], right: number) {
  await expect(lesson.locator("article.lesson")).toBeVisible();
  let asks = 0;
  for (const [place, screen] of screens.entries()) {
    for (const question of screen.questions) {
      const option = asks++ < right ? question.right : Number(question.right === 0);
      await lesson.locator(`[data-question="${question.id}"] input`).nth(option).check();
    }
    await carriedOut(lesson, screen);
    if (place < screens.length - 1) await lesson.getByRole("button", { name: "Next" }).click();
  }
}

function questions(screens: Screen[]): number {
  return screens.reduce((sum, screen) => sum + screen.questions.length, 0);
}

test.describe("SCORM 1.2", () => {
  test("a lesson tells completion and score, in the order that the specification asks for", async ({ scorm, page, screens }) => {
    await scorm.launch(page);
    const right = questions(screens) - 1;
    await learn(lessonIn(page.frameLocator("#lesson")), screens, right);
    const percent = String(Math.round((100 * right) / questions(screens)));
    await expect.poll(async () => (await scorm.data(page))["cmi.core.lesson_status"]).toBe("passed");
    await page.evaluate(() => document.getElementById("lesson")?.setAttribute("src", "/empty"));
    await expect.poll(async () => (await scorm.calls(page)).calls.at(-1)?.[0]).toBe("LMSFinish");

    const { calls, mistakes } = await scorm.calls(page);
    expect(mistakes).toEqual([]);
    expect(calls[0]).toEqual(["LMSInitialize", ""]);
    const statuses = calls.filter(([call, name]) => call === "LMSSetValue" && name === "cmi.core.lesson_status");
    expect(statuses.map(([, , value]) => value)).toEqual(["incomplete", "passed"]);
    expect(calls.filter(([call]) => call === "LMSFinish")).toHaveLength(1);
    expect(calls.at(-2)?.[0]).toBe("LMSCommit");
    expect(await scorm.data(page)).toMatchObject({
      "cmi.core.score.raw": percent,
      "cmi.core.score.min": "0",
      "cmi.core.score.max": "100",
      "cmi.core.lesson_location": screens.at(-1)?.id,
      "cmi.core.exit": "suspend",
      "cmi.core.session_time": expect.stringMatching(/^0000:00:\d\d\.\d\d$/),
      "cmi.suspend_data": expect.stringContaining("answered"),
    });
  });

  test("too few right answers fail, where the platform asks for more", async ({ scorm, page, screens }) => {
    await scorm.launch(page);
    await learn(lessonIn(page.frameLocator("#lesson")), screens, 0);
    await expect.poll(async () => (await scorm.data(page))["cmi.core.lesson_status"]).toBe("failed");
    expect(await scorm.data(page)).toMatchObject({ "cmi.core.score.raw": "0" });
  });

  test("without a mastery score nobody fails", async ({ scorm, page, screens }) => {
    await scorm.settings(page, { mastery: "" });
    await scorm.launch(page);
    await learn(lessonIn(page.frameLocator("#lesson")), screens, 0);
    await expect.poll(async () => (await scorm.data(page))["cmi.core.lesson_status"]).toBe("completed");
  });

  test("who comes back finds the place and the answers", async ({ scorm, page, screens }) => {
    const place = screens.findIndex((screen) => screen.questions.length > 0);
    const { id, questions } = screens[place];
    await scorm.launch(page);
    const lesson = lessonIn(page.frameLocator("#lesson"));
    await learn(lesson, screens.slice(0, place + 1), 1);
    await expect.poll(async () => (await scorm.data(page))["cmi.core.lesson_location"]).toBe(id);
    const kept = JSON.parse((await scorm.data(page))["cmi.suspend_data"]);
    const [{ id: question, right }] = questions;
    expect(kept.answered[question]).toEqual({ right: true, chosen: String(right) });

    await scorm.launch(page);
    await expect(lesson.locator(`#${id}`)).toBeVisible();
    await expect(lesson.locator(`[data-question="${question}"] input`).nth(right)).toBeChecked();
    // The app says again what is to be said of it.
    await expect(lesson.locator(`[data-question="${question}"] [role=status]`)).not.toBeEmpty();
    await expect.poll(async () => JSON.parse((await scorm.data(page))["cmi.suspend_data"])).toEqual(kept);
    const { calls } = await scorm.calls(page);
    expect(calls.filter(([call, name]) => call === "LMSSetValue" && name === "cmi.core.lesson_status")).toEqual([]);
  });

  test("what is only looked at again is not judged again", async ({ scorm, page, screens }) => {
    await scorm.settings(page, { mode: "review" });
    await scorm.launch(page);
    await learn(lessonIn(page.frameLocator("#lesson")), screens, 1);
    await page.waitForTimeout(500);
    const { calls, mistakes } = await scorm.calls(page);
    expect(mistakes).toEqual([]);
    expect(calls.filter(([call, name]) => call === "LMSSetValue" && /status|score/.test(name))).toEqual([]);
  });

  for (const [way, where] of [["deep", "two windows up"], ["window", "beside the window that opened it"]] as const) {
    test(`the platform's functions are found ${where}`, async ({ scorm, page }) => {
      const launched = await scorm.launch(page, way);
      const launch = way === "deep" ? page.frameLocator("#lesson").frameLocator("#lesson") : launched;
      await expect(lessonIn(launch).locator("article.lesson")).toBeVisible();
      await expect.poll(async () => (await scorm.calls(page)).calls[0]).toEqual(["LMSInitialize", ""]);
    });
  }

  test("without a platform the lesson opens, and says that nothing is kept", async ({ scorm, page }) => {
    await scorm.launch(page, "alone");
    await expect(page.getByRole("status").first()).toContainText("was not opened by a learning platform");
    await expect(lessonIn(page).locator("article.lesson")).toBeVisible();
  });

  test("the platform's language is the lesson's frame's", async ({ scorm, page }) => {
    await scorm.settings(page, { language: "de-AT" });
    await scorm.launch(page);
    await expect(lessonIn(page.frameLocator("#lesson")).getByRole("button", { name: "Weiter" })).toBeVisible();
  });
});

test.describe("cmi5", () => {
  const CATEGORIES = "https://w3id.org/xapi/cmi5/context/categories/";
  const MASTERY = "https://w3id.org/xapi/cmi5/context/extensions/masteryscore";

  const categories = ({ context }: Statement) =>
    context.contextActivities.category.map(({ id }) => id.replace(CATEGORIES, "")).sort();

  test("a lesson tells what cmi5 defines, in its order and with its context", async ({ cmi5, page, screens }) => {
    await cmi5.launch(page);
    const right = questions(screens) - 1;
    await learn(lessonIn(page), screens, right);
    await expect.poll(() => cmi5.verbs()).toEqual(["initialized", "completed", "passed"]);
    await page.goto("about:blank");
    await expect.poll(() => cmi5.verbs()).toEqual(["initialized", "completed", "passed", "terminated"]);

    const [initialized, completed, passed, terminated] = cmi5.statements;
    for (const statement of cmi5.statements) {
      expect(statement.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(statement.timestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      expect(statement.actor).toEqual(ACTOR);
      expect(statement.object.id).toBe(ACTIVITY);
      expect(statement.context.registration).toBe(REGISTRATION);
      expect(statement.context.contextActivities.grouping).toEqual([{ id: "urn:publisher" }]);
      const session = "https://w3id.org/xapi/cmi5/context/extensions/sessionid";
      expect(statement.context.extensions[session]).toBe(SESSION);
    }
    expect(new Set(cmi5.statements.map(({ id }) => id)).size).toBe(4);
    const times = cmi5.statements.map(({ timestamp }) => timestamp);
    expect(times).toEqual([...times].sort());
    expect(categories(initialized)).toEqual(["cmi5"]);
    expect(initialized.result).toBeUndefined();
    const duration = expect.stringMatching(/^PT\d+\.\d\dS$/);
    expect(categories(completed)).toEqual(["cmi5", "moveon"]);
    expect(completed.result).toEqual({ completion: true, duration });
    expect(categories(passed)).toEqual(["cmi5", "moveon"]);
    const scaled = expect.closeTo(right / questions(screens), 3);
    expect(passed.result).toEqual({ success: true, score: { scaled }, duration });
    expect(passed.context.extensions[MASTERY]).toBe(0.5);
    expect(categories(terminated)).toEqual(["cmi5"]);
    expect(terminated.result).toEqual({ duration });
  });

  test("too few right answers fail, and still complete", async ({ cmi5, page, screens }) => {
    await cmi5.launch(page);
    await learn(lessonIn(page), screens, 0);
    await expect.poll(() => cmi5.verbs()).toEqual(["initialized", "completed", "failed"]);
    expect(cmi5.statements[2].result).toMatchObject({ success: false, score: { scaled: 0 } });
  });

  test("completed and passed are told once for a registration", async ({ cmi5, page, screens }) => {
    await cmi5.launch(page);
    await learn(lessonIn(page), screens, questions(screens));
    await expect.poll(() => cmi5.verbs()).toHaveLength(3);
    await page.waitForTimeout(300);
    await cmi5.launch(page);
    await expect(lessonIn(page).locator(`#${screens.at(-1)?.id}`)).toBeVisible();
    await page.goto("about:blank");
    await expect.poll(() => cmi5.verbs().slice(3)).toEqual(["terminated", "initialized", "terminated"]);
  });

  test("a lesson that is only browsed is not judged", async ({ cmi5, page, screens }) => {
    cmi5.launchData.launchMode = "Browse";
    await cmi5.launch(page);
    await learn(lessonIn(page), screens, 1);
    await page.waitForTimeout(500);
    expect(cmi5.verbs()).toEqual(["initialized"]);
  });

  test("leaving says the last word and goes where the platform wants", async ({ cmi5, page }) => {
    cmi5.launchData.returnURL = cmi5.back;
    await cmi5.launch(page);
    await expect.poll(() => cmi5.verbs()).toEqual(["initialized"]);
    await page.getByRole("button", { name: "Leave the lesson" }).click();
    await expect(page.getByRole("heading", { name: "Back" })).toBeVisible();
    expect(cmi5.verbs()).toEqual(["initialized", "terminated"]);
  });

  test("the package talks to nobody but its platform", async ({ cmi5, page, guard, baseURL }) => {
    await cmi5.launch(page);
    await expect.poll(() => cmi5.verbs()).toEqual(["initialized"]);
    guard.allow(/connect-src/, /Refused to connect|Fetch API cannot load/);
    const outcome = await page.evaluate((other) => fetch(other).then(() => "answered", (error) => error.name), baseURL);
    expect(outcome).toBe("TypeError");
  });

  test("the learner's language is the lesson's frame's", async ({ cmi5, page }) => {
    cmi5.preferences = { languagePreference: "de-CH,en" };
    await cmi5.launch(page);
    await expect(lessonIn(page).getByRole("button", { name: "Weiter" })).toBeVisible();
  });

  test("without a launch, or with a used one, the lesson opens and says so", async ({ cmi5, page }) => {
    await page.goto(`${cmi5.origins[0]}index.html`);
    await expect(page.getByRole("status").first()).toContainText("was not opened by a learning platform");
    await expect(lessonIn(page).locator("article.lesson")).toBeVisible();
    cmi5.preferences = undefined;
    await cmi5.launch(page);
    await expect.poll(() => cmi5.verbs()).toEqual(["initialized"]);
    await page.reload();
    await expect(page.getByRole("status").first()).toContainText("used");
    await expect(lessonIn(page).locator("article.lesson")).toBeVisible();
  });
});
