// The page's side of the service worker: whether the site works offline, a new version that
// waits, and the larger parts ("packs") that a learner may keep as well. What is the case is told
// in codes; the sentences stand in web/src/offline/words.rs.
import { cacheOf, noteOf } from "./packs.js";

/** The site's folder: this script lies in `assets/`. */
const ROOT = new URL("../", import.meta.url).href;
const QUIET_MS = 3000;
const QUIET_AT_MOST_MS = 20_000;
const HOUR_MS = 3_600_000;
/** How long a new version may take to take over. */
const CHANGE_MS = 10_000;
/** People read no faster. */
const PROGRESS_MS = 100;

const state = {
  /**
   * - `looking`: not known yet
   * - `unavailable`: the browser offers nothing; `why` is `absent`, `insecure` (plain HTTP),
   *   `frame` or `refused`
   * - `asking`: the learner saves data, so nothing is stored unless asked for
   * - `waiting`: it is stored as soon as the learner lets the line rest
   * - `saving`, `ready`
   * - `failed`; `why` is `full` or `network`
   */
  offline: "looking",
  why: "",
  /** Bytes of all that works offline; 0 while it is not known. */
  core: 0,
  /** `none`, `offered`, `taking`, or `elsewhere`: taken in another tab, while this one runs the old version. */
  update: "none",
  /**
   * `{ name, label, bytes, packed, loaded, state, why }` each: bytes in all, what they come to
   * on the way, and bytes that are here. The state is `none`, `part`, `loading`, `ready`, `old`
   * (of an earlier version) or `failed`; `why` is then `full`, `network`, `gone` or `damaged`.
   */
  packs: [],
};
const listeners = new Set();
/** By pack: what cancels its download, and what resolves when that has ended. */
const downloads = new Map();
let registration;
let plan;

/** Calls back with the state, now and at each change. Hands back what ends it. */
export function subscribe(listener) {
  listeners.add(listener);
  listener(state);
  return () => void listeners.delete(listener);
}

function tell(news) {
  Object.assign(state, news);
  for (const listener of [...listeners]) listener(state);
}

/** The browser's service workers, or why there are none. */
function workers() {
  if (globalThis.top !== globalThis.self) return { why: "frame" };
  if (!globalThis.isSecureContext) return { why: "insecure" };
  return navigator.serviceWorker ? { container: navigator.serviceWorker } : { why: "absent" };
}

let begun;

/** Sees to it that the site is kept offline, once the page has nothing better to do. Each page calls it once. */
export function begin() {
  begun ??= start();
  return begun;
}

async function start() {
  const { container, why } = workers();
  if (!container) return tell({ offline: "unavailable", why });
  followChanges(container);
  const known = await container.getRegistration(ROOT).catch(() => undefined);
  // Somebody else's worker may serve a folder above ours.
  if (known?.scope === ROOT) {
    watch(known);
    return await check();
  }
  if (navigator.connection?.saveData) return tell({ offline: "asking" });
  tell({ offline: "waiting" });
  await quiet();
  if (state.offline === "waiting") await keep();
}

/** Stores the core now: the learner asked for it, or the line is free. */
export async function keep() {
  const { container } = workers();
  if (!container) return;
  tell({ offline: "saving", why: "" });
  try {
    // The worker's own file is asked for past the browser's cache: else an update could be late by a day.
    watch(await container.register(`${ROOT}sw.js`, { scope: ROOT, updateViaCache: "none" }));
  } catch (error) {
    const refused = error?.name === "SecurityError" || error?.name === "NotSupportedError";
    tell(refused ? { offline: "unavailable", why: "refused" } : { offline: "failed", why: "network" });
  }
}

/** Resolves when the learner has not moved for some seconds; they may be waiting for something else. */
function quiet() {
  const signs = ["pointermove", "pointerdown", "keydown", "scroll", "touchstart"];
  return new Promise((resolve) => {
    let timer;
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(done, QUIET_MS);
    };
    const done = () => {
      clearTimeout(timer);
      clearTimeout(limit);
      for (const sign of signs) removeEventListener(sign, wait, true);
      resolve();
    };
    const limit = setTimeout(done, QUIET_AT_MOST_MS);
    for (const sign of signs) addEventListener(sign, wait, { capture: true, passive: true });
    wait();
  });
}

/** A new version that takes over while this page runs is one that another tab took. */
function followChanges(container) {
  let controlled = Boolean(container.controller);
  container.addEventListener("controllerchange", () => {
    // The first version takes over the page that brought it.
    if (controlled && state.update !== "taking") tell({ update: "elsewhere" });
    controlled = true;
  });
  container.addEventListener("message", ({ data }) => {
    if (data?.type !== "NOT_KEPT" || registration?.active) return;
    tell({ offline: "failed", why: data.full ? "full" : "network" });
  });
  let looked = Date.now();
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible" || Date.now() - looked < HOUR_MS) return;
    looked = Date.now();
    // Without a network there is nothing new.
    registration?.update().catch(() => undefined);
  });
}

function watch(found) {
  // A browser that is told to block workers answers with none.
  if (!found) return tell({ offline: "unavailable", why: "refused" });
  if (registration === found) return look();
  registration = found;
  const follow = () => registration.installing?.addEventListener("statechange", look);
  registration.addEventListener("updatefound", () => {
    follow();
    look();
  });
  follow();
  look();
}

function look() {
  const { active, waiting, installing } = registration;
  if (active) {
    const update = waiting && state.update === "none" ? "offered" : state.update;
    tell({ offline: "ready", why: "", update });
  } else if (installing || waiting) {
    tell({ offline: "saving", why: "" });
  } else if (state.offline !== "failed") {
    tell({ offline: "failed", why: "network" });
  }
}

/** Asks the worker whether the browser has dropped any of the core, which it then fetches. */
function check() {
  return new Promise((resolve) => {
    if (!registration.active) return resolve();
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => {
      port1.close();
      if (!data.whole) tell({ offline: "failed", why: "network" });
      resolve();
    };
    registration.active.postMessage({ type: "CHECK" }, [port2]);
  });
}

/** Goes over to the new version; whoever calls has saved the work. The page loads once more. */
export async function takeUpdate() {
  const waiting = registration?.waiting;
  if (waiting) {
    tell({ update: "taking" });
    const changed = new Promise((resolve) => {
      navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true });
    });
    waiting.postMessage({ type: "SKIP_WAITING" });
    await Promise.race([changed, new Promise((resolve) => setTimeout(resolve, CHANGE_MS))]);
  }
  location.reload();
}

/** Finds out which packs there are and which are here. */
export async function lookAtPacks() {
  try {
    const response = await fetch(`${ROOT}packs.json`);
    if (!response.ok) return;
    plan = await response.json();
  } catch {
    // Without a network and before anything is kept, none can be offered.
    return;
  }
  const packs = [];
  for (const pack of plan.packs) packs.push(await account(pack));
  tell({ core: plan.core, packs });
}

async function account({ name, label, bytes, packed, files }) {
  const pack = { name, label, bytes, packed, loaded: 0, state: "none", why: "" };
  if (downloads.has(name)) return { ...state.packs.find((known) => known.name === name) };
  const cache = await openCache();
  if (!cache) return pack;
  const urls = new Set((await cache.keys()).map(({ url }) => url));
  const isHere = ({ path }) => urls.has(ROOT + path);
  const sum = (items) => items.reduce((sum, item) => sum + item.bytes, 0);
  const parts = files.filter((file) => !isHere(file)).flatMap((file) => file.parts);
  pack.loaded = sum(files.filter(isHere)) + sum(parts.filter(isHere));
  if (files.every(isHere)) pack.state = "ready";
  else if (urls.has(noteOf(ROOT, name))) pack.state = "old";
  else if (pack.loaded > 0) pack.state = "part";
  return pack;
}

/** Undefined where the browser keeps nothing. */
async function openCache() {
  try {
    return await caches.open(cacheOf(ROOT));
  } catch {
    return undefined;
  }
}

function tellPack(name, news) {
  tell({ packs: state.packs.map((pack) => (pack.name === name ? { ...pack, ...news } : pack)) });
}

/** Downloads a pack, going on from the parts that are here. */
export async function getPack(name) {
  const pack = plan?.packs.find((pack) => pack.name === name);
  if (!pack || downloads.has(name)) return;
  const abort = new AbortController();
  tellPack(name, { state: "loading", why: "" });
  const ended = download(pack, abort.signal).then(
    () => ({}),
    (error) => (abort.signal.aborted ? {} : { state: "failed", why: reason(error) }),
  );
  downloads.set(name, { abort, ended });
  const outcome = await ended;
  downloads.delete(name);
  tellPack(name, { ...(await account(pack)), ...outcome });
}

/** Ends a download; what has come of it is kept. */
export function cancelPack(name) {
  downloads.get(name)?.abort.abort();
}

/** Deletes a pack, or what has come of it. */
export async function removePack(name) {
  cancelPack(name);
  await downloads.get(name)?.ended;
  const pack = plan?.packs.find((pack) => pack.name === name);
  const cache = await openCache();
  if (!pack || !cache) return;
  await cache.delete(noteOf(ROOT, name));
  for (const file of pack.files) {
    for (const { path } of [file, ...file.parts]) await cache.delete(ROOT + path);
  }
  tellPack(name, await account(pack));
}

/** What a download may fail of, where it is not the network. */
class Trouble extends Error {
  constructor(why) {
    super(why);
    this.why = why;
  }
}

function reason(error) {
  if (error?.name === "QuotaExceededError") return "full";
  return error instanceof Trouble ? error.why : "network";
}

async function download({ name, files }, signal) {
  const cache = await caches.open(cacheOf(ROOT));
  let loaded = 0;
  let told = 0;
  const count = (bytes) => {
    loaded += bytes;
    if (performance.now() - told < PROGRESS_MS) return;
    told = performance.now();
    tellPack(name, { loaded });
  };
  for (const file of files) {
    if (await cache.match(ROOT + file.path)) {
      count(file.bytes);
      continue;
    }
    for (const part of file.parts) await fetchPart(cache, part, signal, count);
    await assemble(cache, file);
  }
  await cache.put(noteOf(ROOT, name), new Response());
}

/** Stores a part that is not stored yet; only what has the right hash is. */
async function fetchPart(cache, part, signal, count) {
  const url = ROOT + part.path;
  if (await cache.match(url)) return count(part.bytes);
  for (const mode of ["default", "reload"]) {
    let come = 0;
    const bytes = await body(await ask(url, mode, signal), (more) => {
      come += more;
      count(more);
    });
    if ((await sha256(bytes)) === part.sha256) {
      await cache.put(url, new Response(bytes));
      return;
    }
    // Damaged: once more, past every cache on the way.
    count(-come);
  }
  throw new Trouble("damaged");
}

async function ask(url, cache, signal) {
  const response = await fetch(url, { cache, signal });
  // A newer version of the site has other parts.
  if (!response.ok) throw new Trouble(response.status === 404 ? "gone" : "network");
  return response;
}

async function body(response, count) {
  const counter = new TransformStream({
    transform(chunk, out) {
      count(chunk.byteLength);
      out.enqueue(chunk);
    },
  });
  return new Uint8Array(await new Response(response.body.pipeThrough(counter)).arrayBuffer());
}

async function sha256(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Puts a file together from its parts, under its own address, and drops them. */
async function assemble(cache, file) {
  const blobs = [];
  for (const { path, bytes } of file.parts) {
    const blob = await (await cache.match(ROOT + path))?.blob();
    if (blob?.size !== bytes) {
      // The browser has lost it since.
      await cache.delete(ROOT + path);
      throw new Trouble("damaged");
    }
    blobs.push(blob);
  }
  const whole = new Blob(blobs, { type: file.type });
  await cache.put(ROOT + file.path, new Response(whole, { headers: { "Content-Type": file.type } }));
  for (const { path } of file.parts) await cache.delete(ROOT + path);
}
