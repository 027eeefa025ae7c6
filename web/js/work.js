// What may stand in the store of the learner's work, and the file in which all of it leaves and
// comes back. Knows no browser, so that it is tested without one.

/** Bytes that such a file may have; it is read whole. */
export const MAX_FILE = 64 * 1024 * 1024;
const MAX_RECORDS = 2000;
const MAX_RECIPE = 1_000_000;
const MAX_CHECKPOINT = 16 * 1024 * 1024;
const MAX_ENTRIES = 1000;

const FORMAT = "work";
const VERSION = 1;

const NAME = "[a-z0-9]+(?:-[a-z0-9]+)*";
const IS_NAME = new RegExp(`^${NAME}$`);
const IS_RUN = new RegExp(`^run/(?:go|playground/(?:boundary|digits)|lesson/${NAME}/${NAME})$`);
const IS_PROGRESS = new RegExp(`^progress/${NAME}$`);

/** `run`, `progress`, or nothing for a key that we do not know. */
export function kindOf(key) {
  if (typeof key !== "string" || key.length > 200) return undefined;
  if (IS_RUN.test(key)) return "run";
  return IS_PROGRESS.test(key) ? "progress" : undefined;
}

/** A copy of a value that holds what belongs under its key and nothing else; undefined where it does not fit. */
export function checked(key, value) {
  if (typeof value !== "object" || value === null) return undefined;
  switch (kindOf(key)) {
    case "run":
      return checkedRun(value);
    case "progress":
      return checkedProgress(value);
    default:
      return undefined;
  }
}

function checkedRun({ recipe, checkpoint }) {
  if (typeof recipe !== "string" || recipe.length > MAX_RECIPE) return undefined;
  if (checkpoint === null) return { recipe, checkpoint };
  const fits = checkpoint instanceof Uint8Array && checkpoint.byteLength <= MAX_CHECKPOINT;
  // A window into a larger memory would be stored with all of that memory.
  return fits ? { recipe, checkpoint: checkpoint.slice() } : undefined;
}

/** Exercises, first answers and visits are younger than the rest: what has none, had none yet. */
function checkedProgress({ answers, screens, goals, exercises = {}, firsts = answers, visits = screens }) {
  const parts = {
    answers: checkedEntries(answers, checkedAnswer),
    screens: checkedEntries(screens, checkedTime),
    goals: checkedEntries(goals, checkedTime),
    exercises: checkedEntries(exercises, checkedTime),
    firsts: checkedEntries(firsts, checkedAnswer),
    visits: checkedEntries(visits, checkedTime),
  };
  return Object.values(parts).every(Boolean) ? parts : undefined;
}

function checkedEntries(entries, check) {
  if (typeof entries !== "object" || entries === null) return undefined;
  const pairs = Object.entries(entries);
  if (pairs.length > MAX_ENTRIES) return undefined;
  const copies = pairs.map(([id, entry]) => [id, check(entry)]);
  const fits = copies.every(([id, entry]) => id.length <= 100 && IS_NAME.test(id) && entry !== undefined);
  return fits ? Object.fromEntries(copies) : undefined;
}

function checkedTime(at) {
  return Number.isFinite(at) && at >= 0 ? at : undefined;
}

function checkedAnswer(answer) {
  if (typeof answer !== "object" || answer === null) return undefined;
  const { chosen, right, at } = answer;
  const fits =
    Number.isInteger(chosen) && chosen >= 0 && chosen < 100 && typeof right === "boolean" && checkedTime(at) !== undefined;
  return fits ? { chosen, right, at } : undefined;
}

/**
 * What two tabs know of a topic, together: the same whichever is asked first. Screens, goals and
 * exercises count from when they were first reached, `visits` are when a screen was last in view; an
 * answer is as it was last given, and in `firsts` as it was given first.
 */
export function union(one, other) {
  return {
    answers: join(one.answers, other.answers, laterAnswer),
    screens: join(one.screens, other.screens, Math.min),
    goals: join(one.goals, other.goals, Math.min),
    exercises: join(one.exercises ?? {}, other.exercises ?? {}, Math.min),
    firsts: join(one.firsts ?? one.answers, other.firsts ?? other.answers, earlierAnswer),
    visits: join(one.visits ?? one.screens, other.visits ?? other.screens, Math.max),
  };
}

function join(one, other, choose) {
  const both = { ...one, ...other };
  for (const id of Object.keys(one)) {
    if (Object.hasOwn(other, id)) both[id] = choose(one[id], other[id]);
  }
  return both;
}

function laterAnswer(one, other) {
  // In one millisecond any rule will do that every tab follows.
  const rank = ({ at, right, chosen }) => [at, Number(right), chosen];
  const [a, b] = [rank(one), rank(other)];
  const place = a.findIndex((each, index) => each !== b[index]);
  return place < 0 || a[place] > b[place] ? one : other;
}

function earlierAnswer(one, other) {
  return laterAnswer(one, other) === one ? other : one;
}

/** The file's text: `records` are `{ key, updated, value }`, times in milliseconds since 1970. */
export function toText(records, now) {
  const plain = records.map(({ key, updated, value }) => ({ key, updated, value: toPlain(value) }));
  return JSON.stringify({ burrow: FORMAT, version: VERSION, exported: now.toISOString(), records: plain });
}

/**
 * Reads a file that anybody may have written.
 *
 * Hands back `{ records }`, or `{ state }`: `foreign` (another kind of file), `newer` (of a later
 * version of Burrow), `cut` (it does not end properly), `damaged` (a record in it is not valid).
 */
export function fromText(text) {
  let file;
  try {
    file = JSON.parse(text);
  } catch {
    // Ours begins so; how it ends is then what is wrong with it.
    return { state: /^\s*\{\s*"burrow"\s*:\s*"work"/.test(text) ? "cut" : "foreign" };
  }
  if (typeof file !== "object" || file?.burrow !== FORMAT) return { state: "foreign" };
  if (file.version !== VERSION) return { state: file.version > VERSION ? "newer" : "damaged" };
  if (!Array.isArray(file.records) || file.records.length > MAX_RECORDS) return { state: "damaged" };
  const records = file.records.map(checkedRecord);
  const keys = new Set(records.map((record) => record?.key));
  if (records.includes(undefined) || keys.size < records.length) return { state: "damaged" };
  return { records };
}

function checkedRecord(record) {
  const { key, updated, value } = record ?? {};
  const copy = checked(key, fromPlain(value));
  return copy === undefined || checkedTime(updated) === undefined ? undefined : { key, updated, value: copy };
}

/** Bytes become `{ base64 }`. Only a run has some. */
function toPlain(value) {
  if (!(value.checkpoint instanceof Uint8Array)) return value;
  return { ...value, checkpoint: { base64: toBase64(value.checkpoint) } };
}

function fromPlain(value) {
  const base64 = value?.checkpoint?.base64;
  if (typeof base64 !== "string") return value;
  return { ...value, checkpoint: fromBase64(base64) };
}

function toBase64(bytes) {
  let text = "";
  // A call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 0x8000) {
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  }
  return btoa(text);
}

/** Undefined where it is none. */
function fromBase64(text) {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}
