// What a frame shows: a lesson's article, or one screen of it, or a lab without any. It knows how far
// the learner is and how high it is, and tells the host.
import { judge } from "./app.js";
import { tell } from "./host.js";
import { Progress } from "./progress.js";
import { Screens } from "./screens.js";
import { completed, progressed } from "./statement.js";

export class Lesson {
  /** `asked`: what the frame's address names: a `screen`, an `exercise` or a `figure` alone. */
  constructor(asked) {
    this.article = document.querySelector("article.lesson");
    this.topic = this.article?.dataset.topic ?? null;
    const [kind, id] = ["exercise", "figure"].map((kind) => [kind, asked.get(kind)]).find(([, id]) => id) ?? [];
    const part = kind && (this.article?.querySelector(`.screen [data-${kind}="${CSS.escape(id)}"]`) ?? undefined);
    /** The exercise or the figure that is shown alone, by its kind. */
    this.alone = part ? { [kind]: id } : {};
    this.screens = new Screens(this.article, asked.get("screen"), part, (screen) => this.opened(screen));
    this.progress = new Progress(this.screens.shown.map((screen) => tasks(screen, part)));
    this.ready = false;
    this.isComplete = false;
    this.height = 0;
    if (this.screens.single) document.documentElement.dataset.screen = this.screens.current.id;
    this.screens.go(0);
  }

  get screen() {
    return this.screens.current?.id ?? null;
  }

  get title() {
    return this.article?.dataset.title ?? document.title;
  }

  get activity() {
    const site = document.querySelector("meta[name=burrow-root]")?.content ?? "../../";
    const id = new URL(`${site}learn/${this.topic}/`, document.baseURI).href;
    return { id, title: this.title, lang: this.article.lang || "en" };
  }

  /** The one screen, exercise or figure that is shown, for statements; null where it is the whole lesson. */
  get part() {
    const { single, current, part, heading } = this.screens;
    return single ? { id: (part ?? current).id, title: heading?.textContent.trim() || this.title } : null;
  }

  begin() {
    this.ready = true;
    this.height = measure();
    const { topic, screen, title, height } = this;
    tell("ready", { topic, screen, version: BURROW_VERSION, title, height });
    new ResizeObserver(() => this.#measure()).observe(document.documentElement);
    if (this.topic) this.#report();
  }

  /** `chosen`: the option's number, as text. */
  answered(question, right, chosen) {
    if (this.progress.answer(question, right === true, String(chosen))) this.#report();
  }

  /** An option was chosen; the text itself says whether it is right. */
  chosen({ value, parentElement }) {
    const question = parentElement.closest("[data-question]");
    const why = question.querySelector(`[data-option="${CSS.escape(value)}"]`);
    this.answered(question.dataset.question, why?.dataset.right === "true", value);
  }

  /** An answer that the app kept from an earlier visit: it stands at the question. */
  kept(question) {
    const input = this.#question(question)?.querySelector("input:checked");
    if (input) this.chosen(input);
  }

  reached(goal) {
    if (this.progress.reach(goal)) this.#report();
  }

  solved(exercise) {
    if (this.progress.solve(exercise)) this.#report();
  }

  goTo(screen) {
    const place = this.screens.find(screen);
    if (place < 0) return false;
    if (place !== this.screens.place) this.screens.go(place);
    return true;
  }

  restore(state) {
    this.progress.restore(state);
    if (typeof state.screen === "string") this.goTo(state.screen);
    // What was complete then has been told then.
    this.isComplete ||= this.progress.complete;
    this.#report();
    for (const [question, { chosen }] of this.progress.answered) {
      const input = this.#question(question)?.querySelector(`input[value="${CSS.escape(chosen)}"]`);
      if (!input) continue;
      input.checked = true;
      judge(input);
    }
  }

  #question(id) {
    return this.article?.querySelector(`[data-question="${CSS.escape(id)}"]`);
  }

  opened(screen) {
    // Before it is ready, the frame has nobody to tell.
    if (this.progress.open(screen) && this.ready) this.#report();
  }

  #report() {
    const { topic, screen, progress, activity, part, alone } = this;
    const { done, share } = progress;
    const statement = progressed(activity, part, share);
    const state = { ...progress.state(), screen };
    tell("progress", { topic, screen, part: alone, screens: progress.screens.length, done, share, statement, state });
    if (!progress.complete || this.isComplete) return;
    this.isComplete = true;
    tell("complete", { topic, part: alone, score: progress.score, statement: completed(activity, part, progress.score) });
  }

  #measure() {
    const height = measure();
    if (Math.abs(height - this.height) < 1) return;
    this.height = height;
    tell("height", { height });
  }
}

/** What is asked on a screen, or of one part of it alone. */
function tasks(screen, part) {
  const shown = [...screen.querySelectorAll("[data-question], [data-goal], [data-exercise]")];
  const belongs = ({ dataset }) => "question" in dataset && dataset.question === part.dataset.ask;
  const asked = shown.filter((task) => !part || task === part || belongs(task));
  const ids = (name) => asked.filter(({ dataset }) => name in dataset).map(({ dataset }) => dataset[name]);
  const goals = asked.filter(({ dataset }) => "goal" in dataset).map(({ dataset }) => dataset.figure);
  return { id: screen.id, questions: ids("question"), goals, exercises: ids("exercise") };
}

/** CSS pixels. */
function measure() {
  return Math.max(1, Math.ceil(document.documentElement.getBoundingClientRect().height));
}
