// How far a learner is in what a frame shows, and when that is complete. Arithmetic only.

export class Progress {
  /** `screens`: `{ id, questions: [id], goals: [id], exercises: [id] }` each, in their order. */
  constructor(screens) {
    this.screens = screens;
    /** By question: whether its first answer was `right`, and which option was `chosen` last. */
    this.answered = new Map();
    this.reached = new Set();
    this.solved = new Set();
    this.opened = new Set();
  }

  /** Each of these says whether anything changed. */
  open(screen) {
    return add(this.opened, screen, this.screens.some(({ id }) => id === screen));
  }

  reach(goal) {
    return add(this.reached, goal, this.screens.some(({ goals }) => goals.includes(goal)));
  }

  solve(exercise) {
    return add(this.solved, exercise, this.screens.some(({ exercises }) => exercises.includes(exercise)));
  }

  answer(question, right, chosen) {
    if (!this.screens.some(({ questions }) => questions.includes(question))) return false;
    const before = this.answered.get(question);
    this.answered.set(question, { right: before?.right ?? right, chosen });
    return before?.chosen !== chosen;
  }

  /** How many screens are done: all asked there is answered, all goals reached and all exercises
   * solved; where there is nothing of these, it was opened. */
  get done() {
    return this.screens.filter((screen) => this.#part(screen) === 1).length;
  }

  /** From 0 to 1: screens count the same, and so do the tasks of one. */
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
      solved: [...this.solved],
      opened: [...this.opened],
    };
  }

  /** Takes from a state what this lesson has; an older lesson may have had other questions. */
  restore({ answered, reached, solved, opened }) {
    for (const [question, answer] of Object.entries(answered ?? {})) {
      if (typeof answer?.chosen === "string") this.answer(question, answer.right === true, answer.chosen);
    }
    for (const goal of list(reached)) this.reach(goal);
    for (const exercise of list(solved)) this.solve(exercise);
    for (const screen of list(opened)) this.open(screen);
  }

  #part({ id, questions, goals, exercises }) {
    const tasks = [
      ...questions.map((each) => this.answered.has(each)),
      ...goals.map((each) => this.reached.has(each)),
      ...exercises.map((each) => this.solved.has(each)),
    ];
    return tasks.length === 0 ? Number(this.opened.has(id)) : tasks.filter(Boolean).length / tasks.length;
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
