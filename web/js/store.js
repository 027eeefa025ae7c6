// The learner's work, kept in the browser: IndexedDB, through idb; in memory where the browser
// keeps nothing. What happened is told in codes; the sentences stand in web/src/store/words.rs.
//
// - A record is `{ key, revision, updated, value }`. The revision is a random text that changes
//   with each save, so whoever saves must name the one that it has seen: two tabs cannot write
//   over each other without noticing.
// - What cannot be stored stays in `unsaved`, and counts before what is stored: a full disk costs
//   nothing as long as the page lives, and the next save tries again.
// - Browsers wipe storage. A store that is gone is made anew with the next save.
import { openDB } from "idb";
import { checked, fromText, kindOf, MAX_FILE, toText, union } from "./work.js";

/** The site's folder: this script lies in `assets/`. Two sites of one host keep their work apart. */
const NAME = `burrow ${new URL("../", import.meta.url).pathname}`;
const WORK = "work";
const NOTES = "notes";

/** By key: a record that is not stored, and the revision in the store that it goes on from. */
const unsaved = new Map();
const listeners = new Set();
const channel = openChannel();
let opening;
let askedToPersist = false;

/** Other tabs hear of each save. */
function openChannel() {
  if (typeof BroadcastChannel === "undefined") return undefined;
  const opened = new BroadcastChannel(NAME);
  opened.onmessage = ({ data }) => heard(String(data?.key));
  return opened;
}

function heard(key) {
  for (const listener of [...listeners]) listener(key);
}

/** Calls back with the key of what another tab saved, or what a file brought; `*` is everything. Hands back what ends it. */
export function subscribe(listener) {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** In a package of a learning platform the next learner at this computer is somebody else. */
const isPackage = globalThis.document?.documentElement.dataset.embed === "package";

function open() {
  if (isPackage) return Promise.reject(new DOMException("A package keeps nothing here.", "SecurityError"));
  opening ??= openDB(NAME, 1, {
    upgrade(database, _before, _version, transaction) {
      database.createObjectStore(WORK, { keyPath: "key" });
      database.createObjectStore(NOTES);
      // The opening itself fails too, and is heard.
      transaction.done.catch(() => undefined);
    },
    // Another tab deletes the database, or makes a newer one: it would wait for this one for ever.
    blocking(_current, _wanted, event) {
      event.target.close();
      opening = undefined;
    },
    // The browser has closed it, perhaps because the learner wiped it.
    terminated() {
      opening = undefined;
    },
  });
  return opening;
}

/** Does something with the database, once more where it was closed under our hands. */
async function stored(work) {
  try {
    return await work(await open());
  } catch (error) {
    opening = undefined;
    if (!["AbortError", "InvalidStateError", "NotFoundError", "UnknownError"].includes(error?.name)) throw error;
    return await work(await open());
  }
}

/**
 * Why something was not stored: `full`, `sandbox` (a frame without an origin), `absent`,
 * `refused` (the browser's settings, or a private window), `failed`.
 */
function reason(error) {
  if (error?.name === "QuotaExceededError") return "full";
  if (typeof indexedDB === "undefined") return "absent";
  if (globalThis.origin === "null" || isPackage) return "sandbox";
  return error?.name === "AbortError" ? "failed" : "refused";
}

/** Where work is kept: `kept`, or the reason why it lasts only as long as the page. */
export async function condition() {
  try {
    await transact(WORK, "readonly", (store) => store.count());
    return "kept";
  } catch (error) {
    return reason(error);
  }
}

/** A record, if there is one. */
export async function get(key) {
  const record = unsaved.get(key)?.record;
  if (record) return record;
  try {
    return await transact(WORK, "readonly", (store) => store.get(key));
  } catch {
    return undefined;
  }
}

/**
 * Saves a value over the revision that the caller has seen; null where it saw none.
 *
 * Answers `{ state: "kept", revision }`; `{ state: "conflict", record }` where somebody else saved
 * meanwhile, and nothing is changed; or a reason with the revision that is now in memory.
 */
export async function put(key, value, base = null) {
  const record = newRecord(key, value);
  const waiting = unsaved.get(key);
  if (waiting && waiting.record.revision !== base) return { state: "conflict", record: waiting.record };
  const expected = waiting ? waiting.base : base;
  try {
    const conflict = await write(record, (found) => {
      // Nothing there although something was: the store was wiped, and is filled again.
      return found && found.revision !== expected ? found : undefined;
    });
    if (conflict) return { state: "conflict", record: conflict };
    written(key, waiting);
    return { state: "kept", revision: record.revision };
  } catch (error) {
    unsaved.set(key, { record, base: expected });
    return { state: reason(error), revision: record.revision };
  }
}

/**
 * Adds what is new to the progress in a topic: nothing is ever lost. Answers with `state` as `put`
 * does, and with all progress as `value`.
 */
export async function merge(key, news) {
  const record = newRecord(key, news);
  const waiting = unsaved.get(key);
  const add = (found) => {
    if (found) record.value = union(found.value, record.value);
  };
  add(waiting?.record);
  try {
    await write(record, add);
    written(key, waiting);
    return { state: "kept", value: record.value };
  } catch (error) {
    // Another of these may have come here first.
    add(unsaved.get(key)?.record);
    unsaved.set(key, { record, base: null });
    return { state: reason(error), value: record.value };
  }
}

function newRecord(key, value) {
  const copy = checked(key, value);
  if (copy === undefined) throw new TypeError(`${key} cannot hold this.`);
  const random = crypto.getRandomValues(new Uint32Array(4));
  return { key, revision: random.join("-"), updated: Date.now(), value: copy };
}

/** Writes a record unless `look`, shown in the same transaction what is there, hands something back: then that. */
function write(record, look) {
  return transact(WORK, "readwrite", async (store) => {
    const obstacle = look(await store.get(record.key));
    if (!obstacle) await store.put(record);
    return obstacle;
  });
}

/** What `work` answers when all that it did in a store is done, and none of it where one thing failed. */
function transact(name, mode, work) {
  return stored(async (database) => {
    const { store, done } = database.transaction(name, mode);
    // A store that is wiped meanwhile fails all of these promises, and none may go unheard.
    const [answer, end] = await Promise.allSettled([work(store), done]);
    // Of the two the transaction's tells more.
    for (const { reason } of [end, answer]) if (reason) throw reason;
    return answer.value;
  });
}

/** A key is stored, and with it what waited when that began. */
function written(key, waiting) {
  if (unsaved.get(key) === waiting) unsaved.delete(key);
  channel?.postMessage({ key });
  if (askedToPersist) return;
  askedToPersist = true;
  // Not waited for: the browser may ask the learner.
  persist().catch(() => undefined);
}

/** Asks, once and for all, that the browser does not clear the work away by itself. */
async function persist() {
  if (!navigator.storage?.persist) return;
  const before = await transact(NOTES, "readwrite", async (store) => {
    const before = await store.get("asked to persist");
    await store.put(true, "asked to persist");
    return before;
  });
  if (!before) await navigator.storage.persist();
}

async function all() {
  const records = new Map();
  try {
    for (const record of await transact(WORK, "readonly", (store) => store.getAll())) records.set(record.key, record);
  } catch {
    // What is in memory is then all.
  }
  for (const [key, { record }] of unsaved) records.set(key, record);
  return [...records.values()];
}

/** `{ records, used, quota, lasting }`: bytes of the whole site, and whether the browser may clear them. Unknown sizes are 0. */
export async function usage() {
  const [records, { usage: used = 0, quota = 0 }, lasting] = await Promise.all([
    all().then((records) => records.length),
    (navigator.storage?.estimate?.() ?? Promise.resolve({})).catch(() => ({})),
    (navigator.storage?.persisted?.() ?? Promise.resolve(false)).catch(() => false),
  ]);
  return { records, used, quota, lasting };
}

/** Gives the learner all work as one file. Answers `{ state: "exported" | "empty" | "large", name }`. */
export async function exportFile() {
  const records = await all();
  if (records.length === 0) return { state: "empty", name: "" };
  const now = new Date();
  const file = new Blob([toText(records, now)], { type: "application/json" });
  // It could not come back.
  if (file.size > MAX_FILE) return { state: "large", name: "" };
  const name = `burrow-work-${now.toISOString().slice(0, 10)}.json`;
  handOver(file, name);
  return { state: "exported", name };
}

function handOver(file, name) {
  const anchor = document.createElement("a");
  anchor.href = URL.createObjectURL(file);
  anchor.download = name;
  anchor.hidden = true;
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  // Revoking it at once would stop some browsers from reading it.
  setTimeout(() => URL.revokeObjectURL(anchor.href), 10_000);
}

/**
 * Takes in a file that `exportFile` made: all of it or nothing. Progress is joined with what is
 * there; a run takes the place of one that is older, and leaves one that is newer.
 *
 * Answers `{ state: "imported", taken, left }`, or a code of `fromText`, `large`, `unreadable`, or
 * a reason of the store.
 */
export async function importFile(file) {
  const answer = (state, taken = 0, left = 0) => ({ state, taken, left });
  if (file.size > MAX_FILE) return answer("large");
  let text;
  try {
    text = await file.text();
  } catch {
    return answer("unreadable");
  }
  const { state, records } = fromText(text);
  if (state) return answer(state);
  let taken;
  try {
    taken = await transact(WORK, "readwrite", (store) => takeIn(store, records));
    for (const { key } of taken) unsaved.delete(key);
  } catch (error) {
    if (reason(error) === "full" || reason(error) === "failed") return answer(reason(error));
    // A browser that keeps nothing can still go on from the file while the page lives.
    taken = records.map((record) => chosen(record, unsaved.get(record.key)?.record)).filter(Boolean);
    for (const record of taken) unsaved.set(record.key, { record, base: null });
  }
  for (const { key } of taken) {
    channel?.postMessage({ key });
    heard(key);
  }
  return answer("imported", taken.length, records.length - taken.length);
}

/** The record to store where `found` is, if any; none where what is found is newer. */
function chosen({ key, updated, value }, found) {
  if (!found) return { ...newRecord(key, value), updated };
  if (kindOf(key) === "progress") return newRecord(key, union(found.value, value));
  return found.updated < updated ? { ...newRecord(key, value), updated } : undefined;
}

async function takeIn(store, records) {
  const taken = [];
  for (const record of records) {
    const found = unsaved.get(record.key)?.record ?? (await store.get(record.key));
    const next = chosen(record, found);
    if (!next) continue;
    await store.put(next);
    taken.push(next);
  }
  return taken;
}

/** Deletes all work, stored and in memory. Whether it could. */
export async function clear() {
  try {
    await transact(WORK, "readwrite", (store) => store.clear());
  } catch (error) {
    if (reason(error) === "failed") return false;
  }
  unsaved.clear();
  channel?.postMessage({ key: "*" });
  heard("*");
  return true;
}
