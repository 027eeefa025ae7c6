// The rules of widgets that need no page: what counts as progress, which messages are believed,
// where things are, what a statement says, the words.
import { expect, test } from "@playwright/test";
import { frame, page, poster } from "../web/embed/addresses.js";
import { FROM_FRAME, message, read, TO_FRAME } from "../web/embed/messages.js";
import { Progress } from "../web/embed/progress.js";
import { completed, progressed } from "../web/embed/statement.js";
import { words } from "../web/embed/words.js";

const SCREENS = [
  { id: "one", questions: ["a"], goals: [], exercises: [] },
  { id: "two", questions: ["b", "c"], goals: ["rate"], exercises: [] },
  { id: "three", questions: [], goals: [], exercises: [] },
];

test("screens count the same, and so do the tasks of one", () => {
  const progress = new Progress(SCREENS);
  expect([progress.share, progress.done, progress.complete]).toEqual([0, 0, false]);
  progress.answer("a", true, "0");
  expect([progress.share, progress.done]).toEqual([1 / 3, 1]);
  progress.answer("b", false, "1");
  expect(progress.share).toBeCloseTo(1 / 3 + 1 / 9);
  progress.answer("c", true, "1");
  progress.reach("rate");
  expect([progress.done, progress.complete]).toEqual([2, false]);
  // A screen without tasks is done when it was opened.
  progress.open("three");
  expect([progress.share, progress.done, progress.complete]).toEqual([1, 3, true]);
  expect(progress.score).toBeCloseTo(2 / 3);
});

test("the first answer counts, and the last one is remembered", () => {
  const progress = new Progress(SCREENS);
  expect(progress.answer("a", false, "1")).toBe(true);
  expect(progress.answer("a", false, "1")).toBe(false);
  expect(progress.answer("a", true, "0")).toBe(true);
  expect(progress.state().answered).toEqual({ a: { right: false, chosen: "0" } });
  expect(progress.score).toBe(0);
});

test("without a question there is no score, and without a screen nothing to complete", () => {
  const progress = new Progress([{ id: "one", questions: [], goals: ["rate"], exercises: [] }]);
  progress.reach("rate");
  expect([progress.score, progress.complete]).toEqual([null, true]);
  expect(new Progress([]).complete).toBe(false);
});

test("an exercise is a task like the others", () => {
  const progress = new Progress([{ id: "one", questions: ["a"], goals: [], exercises: ["mean", "fit"] }]);
  expect(progress.solve("mean")).toBe(true);
  expect([progress.solve("mean"), progress.solve("gone")]).toEqual([false, false]);
  expect(progress.share).toBeCloseTo(1 / 3);
  progress.solve("fit");
  progress.answer("a", false, "1");
  expect([progress.complete, progress.score]).toEqual([true, 0]);
});

test("a state that was kept comes back, without what the lesson no longer has", () => {
  const before = new Progress(SCREENS);
  before.answer("b", true, "2");
  before.reach("rate");
  before.open("three");
  const after = new Progress(SCREENS);
  after.restore(JSON.parse(JSON.stringify(before.state())));
  expect(after.state()).toEqual(before.state());
  const other = new Progress(SCREENS);
  other.restore({ answered: { gone: { right: true, chosen: "0" }, a: null }, reached: "rate", opened: ["gone"] } as never);
  expect(other.state()).toEqual({ answered: {}, reached: [], solved: [], opened: [] });
});

test("only known forms are messages", () => {
  const good = message("height", { height: 100 });
  expect(read(good, FROM_FRAME)).toBe(good);
  const odd = [
    undefined, null, "burrow", [], { burrow: 1 }, { burrow: 2, type: "leave" }, { burrow: 1, type: "toString" },
    { burrow: 1, type: "height" }, { burrow: 1, type: "height", height: "1" }, { burrow: 1, type: "height", height: -1 },
    { burrow: 1, type: "height", height: NaN }, { burrow: 1, type: "complete", topic: "x", score: 2, statement: {} },
    { burrow: 1, type: "ready", topic: 1 }, { burrow: 1, type: "theme", theme: "dark" },
  ];
  for (const each of odd) expect(read(each, FROM_FRAME), JSON.stringify(each)).toBeUndefined();
  const command = (args: unknown) => read(message("command", { id: 1, name: "setParams", args }), TO_FRAME);
  expect(command({ rate: 0.1, data: "spiral", on: true })).toBeDefined();
  for (const args of [undefined, null, [1], { rate: {} }, { rate: null }]) expect(command(args)).toBeUndefined();
});

test("a part that is shown alone is named, and nothing else", () => {
  const complete = (part: unknown) => read(message("complete", { topic: "x", part, score: null, statement: {} }), FROM_FRAME);
  for (const part of [{}, { exercise: "mean" }, { figure: "map" }]) expect(complete(part)).toBeDefined();
  for (const part of [undefined, "mean", { exercise: 1 }, { topic: "y" }]) expect(complete(part)).toBeUndefined();
});

test("addresses are seen from the site's root", () => {
  const root = "https://burrow.example/some/where/";
  const topic = { topic: "ml-key-concepts", id: "", lab: "", folder: "" };
  const drawn = ["ml-key-concepts/poster", "ml-key-concepts/3", "ml-key-concepts/figure-town-map", "lab/poster"];
  expect(poster(root, topic, "light", drawn)).toBe(`${root}embed/ml-key-concepts/poster.png`);
  expect(poster(root, { ...topic, part: "screen", id: "3" }, "dark", drawn)).toBe(`${root}embed/ml-key-concepts/3-dark.png`);
  expect(poster(root, { ...topic, topic: "closure" }, "light", drawn)).toBe("");
  expect(frame(root, topic, "dark")).toBe(`${root}embed/ml-key-concepts/#theme=dark&fit=1`);
  const german = { ...topic, part: "screen", id: "rate", folder: "de/" };
  expect(frame(root, german, "light")).toBe(`${root}de/embed/ml-key-concepts/#screen=rate&theme=light&fit=1`);
  expect(page(root, german)).toBe(`${root}de/learn/ml-key-concepts/#rate`);
  expect(page(root, { ...topic, part: "screen", id: "3" })).toBe(`${root}learn/ml-key-concepts/`);
  expect(page(root, topic)).toBe(`${root}learn/ml-key-concepts/`);
  const figure = { ...topic, part: "figure", id: "town-map" };
  expect(poster(root, figure, "dark", drawn)).toBe(`${root}embed/ml-key-concepts/figure-town-map-dark.png`);
  const exercise = { ...topic, part: "exercise", id: "mean" };
  expect(poster(root, exercise, "light", drawn)).toBe("");
  expect(frame(root, exercise, "light")).toBe(`${root}embed/ml-key-concepts/#exercise=mean&theme=light&fit=1`);
  expect(page(root, exercise)).toBe(`${root}learn/ml-key-concepts/#exercise-mean`);
  const lab = { topic: "", id: "", lab: "data=spiral&rate=0.1", folder: "" };
  expect(poster(root, lab, "light", drawn)).toBe(`${root}embed/lab/poster.png`);
  expect(frame(root, lab, "light")).toBe(`${root}embed/lab/#data=spiral&rate=0.1&theme=light&fit=1`);
  expect(page(root, lab)).toBe(`${root}playground/#data=spiral&rate=0.1`);
});

test("a statement is xAPI's but for its actor", () => {
  const lesson = { id: "https://burrow.example/learn/ml/", title: "ML", lang: "en" };
  const name = { type: "http://adlnet.gov/expapi/activities/lesson", name: { en: "ML" } };
  const whole = { objectType: "Activity", id: lesson.id, definition: name };
  expect(completed(lesson, null, 2 / 3)).toEqual({
    timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    verb: { id: "http://adlnet.gov/expapi/verbs/completed", display: { en: "completed" } },
    object: whole,
    result: { completion: true, score: { scaled: 0.6667 } },
    context: { platform: "Burrow", language: "en" },
  });
  expect(completed(lesson, null, null).result).toEqual({ completion: true });
  // One screen is a part of the lesson, not the lesson.
  const part = progressed(lesson, { id: "rate", title: "The learning rate" }, 0.999);
  expect(part).toMatchObject({
    object: { id: `${lesson.id}#rate`, definition: { name: { en: "The learning rate" } } },
    result: { completion: false, extensions: { "https://w3id.org/xapi/cmi5/result/extensions/progress": 99 } },
    context: { contextActivities: { parent: [whole] } },
  });
});

test("both languages have every word, and German says du", () => {
  const german = words("de-AT");
  expect(Object.keys(german)).toEqual(Object.keys(words("en")));
  for (const word of Object.values(german)) {
    expect(typeof word === "function" ? word("1", "2") : word).not.toMatch(/\b(Sie|Ihnen|Ihre?[mnrs]?)\b/);
  }
});
