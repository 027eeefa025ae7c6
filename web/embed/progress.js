// How far a learner is in what a frame shows, and when that is complete. Arithmetic only.

export class Progress {
  /** `screens`: `{ id, questions: [id], goals: [id] }` each, in their order. */
  constructor(screens) {
    this.screens = screens;
    /** By question: whether its first answer was `right`, and which option was `chosen` last. */
    this.answered = new Map();
    this.reached = new Set();
    this.opened = new Set();
  }

  /** Each of these says whether anything changed. */
  open(screen) {
    return add(this.opened, screen, this.screens.some(({ id }) => id === screen));
  }

  reach(goal) {
    return add(this.reached, goal, this.screens.some(({ goals }) => goals.includes(goal)));
  }

  answer(question, right, chosen) {
    if (!this.screens.some(({ questions }) => questions.includes(question))) return false;
    const before = this.answered.get(question);
    this.answered.set(question, { right: before?.right ?? right, chosen });
    return before?.chosen !== chosen;
  }

  /** How many screens are done: all asked there is answered and all goals reached; where there is
   * nothing of either, it was opened. */
  get done() {
    return this.screens.filter((screen) => this.#part(screen) === 1).length;
  }

  /** From 0 to 1: screens count the same, and so do the questions and goals of one. */
  get share() {
    const parts = this.screens.map((screen) => this.#part(screen));
    return parts.reduce((sum, part) => sum + part, 0) / Math.max(1, parts.length);
  }

  get complete() {
    return this.screens.length > 0 && this.done === this.screens.length;
  }

  /** The share of questions whose first answer was right; null where nothing is asked. */
  get score() {
    const asked = this.screens.flatMap(({ questions }) => questions);
    return asked.length === 0 ? null : asked.filter((id) => this.answered.get(id)?.right).length / asked.length;
  }

  /** Everything, as plain data that is kept somewhere and comes back to `restore`. */
  state() {
    return {
      answered: Object.fromEntries(this.answered),
      reached: [...this.reached],
      opened: [...this.opened],
    };
  }

  /** Takes from a state what this lesson has; an older lesson may have had other questions. */
  restore({ answered, reached, opened }) {
    for (const [question, answer] of Object.entries(answered ?? {})) {
      if (typeof answer?.chosen === "string") this.answer(question, answer.right === true, answer.chosen);
    }
    for (const goal of list(reached)) this.reach(goal);
    for (const screen of list(opened)) this.open(screen);
  }

  #part({ id, questions, goals }) {
    const tasks = questions.length + goals.length;
    if (tasks === 0) return Number(this.opened.has(id));
    const done = questions.filter((each) => this.answered.has(each)).length;
    return (done + goals.filter((each) => this.reached.has(each)).length) / tasks;
  }
}

function add(set, id, known) {
  if (!known || set.has(id)) return false;
  set.add(id);
  return true;
}

function list(value) {
  return Array.isArray(value) ? value : [];
}
