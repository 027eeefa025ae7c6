// What an element and its frame say to each other: plain objects marked `burrow: 1`. Each side
// takes a message only from the other's window, and only in a form that stands here.

const text = (value) => typeof value === "string";
const name = (value) => value === null || text(value);
const count = (value) => Number.isSafeInteger(value) && value >= 0;
const share = (value) => typeof value === "number" && value >= 0 && value <= 1;
const score = (value) => value === null || share(value);
const yes = (value) => typeof value === "boolean";
/** CSS pixels; no lesson is longer. */
const height = (value) => typeof value === "number" && value > 0 && value < 100_000;
const record = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
/** `{ exercise: id }`, `{ figure: id }` or nothing in it. */
const part = (value) =>
  record(value) && Object.entries(value).every(([kind, id]) => ["exercise", "figure"].includes(kind) && text(id));
const parameters = (value) =>
  record(value) && Object.values(value).every((each) => ["string", "number", "boolean"].includes(typeof each));

export const FROM_FRAME = {
  /** The text stands; `height` is the first. */
  ready: { topic: name, screen: name, version: text, title: text, height },
  height: { height },
  /** `state` is what `restore` takes. `part` names the exercise or the figure that is shown alone. */
  progress: { topic: name, screen: name, part, screens: count, done: count, share, statement: record, state: record },
  complete: { topic: name, part, score, statement: record },
  /** To a command, or to `focus`. */
  answer: { id: count, ok: yes, why: text },
  /** The learner wants out, back to the host's page. */
  leave: {},
  /** A link that the frame is not allowed to open. */
  link: { href: text },
  /** The app cannot run here; the text still stands. */
  failed: { why: text },
};

export const TO_FRAME = {
  theme: { theme: (value) => value === "light" || value === "dark" },
  /** Focus, to the heading of what is shown. */
  focus: {},
  command: { id: count, name: (value) => ["run", "reset", "setParams"].includes(value), args: parameters },
  /** Progress that was made earlier; only a learning platform keeps it. */
  restore: { state: record },
};

/** A message in one of these forms, or nothing: strangers post all kinds of things. */
export function read(data, forms) {
  if (!record(data) || data.burrow !== 1 || !Object.hasOwn(forms, data.type)) return undefined;
  const fields = Object.entries(forms[data.type]);
  return fields.every(([field, fits]) => fits(data[field])) ? data : undefined;
}

export function message(type, fields) {
  return { burrow: 1, type, ...fields };
}

export { parameters };
