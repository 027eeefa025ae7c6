// The service worker: after the first visit the site works without a network.
//
// The core (pages, scripts, the CPU worker, models, lessons) is stored when the worker is
// installed. A new version is stored beside the old one and waits until it is told to take over,
// or until no page is open. Files in assets/ carry their contents in their names, so pages that
// still run the old code find theirs until the last of them is closed: only then is it swept out.
import { setCacheNameDetails } from "workbox-core";
import { PrecacheController } from "workbox-precaching";
import { registerRoute } from "workbox-routing";
// Written by the build: each path of the core with the SHA-256 of what lies there, and the paths
// of all packs, seen from this script.
import { core, packed } from "burrow-core";
import { cacheOf, noteOf } from "./packs.js";

const root = self.registration.scope;
const packs = cacheOf(root);
/** Its one entry lists the pages that were open when this version took over. */
const notes = `burrow-notes ${root}`;
const earlier = `${root}earlier-pages`;

setCacheNameDetails({ prefix: "burrow" });
const controller = new PrecacheController({ plugins: [{ handlerDidError: fetchAnew, cacheWillUpdate }] });
const { strategy } = controller;
// It must not take the line from what a learner waits for.
strategy.fetchOptions = { priority: "low" };
// Hosts answer with `Vary: Accept-Encoding`, which says nothing about what lies in a cache.
strategy.matchOptions = { ignoreVary: true };
controller.addToCacheList(core.map(entry));
const coreKeys = new Set(controller.getURLsToCacheKeys().values());

function address(path) {
  return new URL(path, root).href;
}

/**
 * What lies in assets/ never changes under its name, and comes exactly as it was built. Of the
 * other files a host may make its own version, say of a page.
 */
function entry([url, hash]) {
  if (!url.startsWith("assets/")) return { url, revision: hash.slice(0, 16) };
  const bytes = hash.match(/../g).map((byte) => Number.parseInt(byte, 16));
  return { url, revision: null, integrity: `sha256-${btoa(String.fromCharCode(...bytes))}` };
}

self.addEventListener("install", (event) => {
  event.waitUntil(controller.install(event).catch(tellFailure));
});

/** Tells the pages why this version is not kept, and lets the browser try again later. */
async function tellFailure(error) {
  const full = error?.name === "QuotaExceededError";
  for (const page of await pages()) page.postMessage({ type: "NOT_KEPT", full });
  throw error;
}

/**
 * A file that came damaged, from the network or out of the browser's own cache, is fetched once
 * more past all caches; its hash is in the request.
 */
async function fetchAnew({ event, request }) {
  if (event.type !== "install") return undefined;
  return (await fetchWhole(request.url, request.integrity)) ?? undefined;
}

async function cacheWillUpdate({ request, response }) {
  // Some hosts send the page for unknown addresses as what it is, even under its own name.
  const isRight = response.ok || (response.status === 404 && request.url.startsWith(address("404.html")));
  return isRight ? response : null;
}

/** Fetches a file of the core and stores it; null where it does not come as it should. */
async function fetchWhole(url, integrity) {
  const request = new Request(url, { cache: "reload", integrity: integrity ?? "" });
  const response = await cacheWillUpdate({ request, response: await fetch(request) });
  if (!response) return null;
  const cache = await caches.open(strategy.cacheName);
  await cache.put(controller.getCacheKeyForURL(url), response.clone());
  return response;
}

self.addEventListener("activate", (event) => event.waitUntil(takeOver()));

async function takeOver() {
  const open = await pages();
  await (await caches.open(notes)).put(earlier, Response.json(open.map(({ id }) => id)));
  await self.clients.claim();
  await sweep();
}

async function pages() {
  const all = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  return all.filter(({ url }) => url.startsWith(root));
}

/** Deletes what only earlier versions need, once their pages are gone. */
async function sweep() {
  const note = await (await caches.open(notes)).match(earlier);
  if (!note) return;
  for (const id of await note.json()) {
    if (await self.clients.get(id)) return;
  }
  const kept = new Set(packed.map(address));
  await keepOnly(strategy.cacheName, (url) => coreKeys.has(url));
  await keepOnly(packs, (url) => kept.has(url) || url.startsWith(noteOf(root, "")));
  await caches.delete(notes);
}

async function keepOnly(name, isKept) {
  if (!(await caches.has(name))) return;
  const cache = await caches.open(name);
  for (const request of await cache.keys()) {
    if (!isKept(request.url)) await cache.delete(request);
  }
}

self.addEventListener("message", (event) => {
  if (event.data?.type === "SKIP_WAITING") event.waitUntil(self.skipWaiting());
  if (event.data?.type === "CHECK") {
    event.waitUntil(mend().then((whole) => event.ports[0]?.postMessage({ whole })));
  }
});

/** Fetches what the browser has dropped of the core. Whether all of it is there now. */
async function mend() {
  const cache = await caches.open(strategy.cacheName);
  const stored = new Set((await cache.keys()).map(({ url }) => url));
  try {
    for (const [url, key] of controller.getURLsToCacheKeys()) {
      if (!stored.has(key) && !(await fetchWhole(url, controller.getIntegrityForCacheKey(key)))) return false;
    }
    return true;
  } catch {
    return false;
  }
}

/**
 * The page of the core that an address means, whatever is asked of it: a folder is its
 * index.html. `folder` is set where the last slash is missing: relative links would miss.
 */
function pageAt(url) {
  if (!url.href.startsWith(root)) return undefined;
  const place = new URL(url.pathname, url).href;
  const known = (href) => controller.getCacheKeyForURL(href) && { key: controller.getCacheKeyForURL(href) };
  if (place.endsWith("/")) return known(`${place}index.html`);
  return known(place) ?? (known(`${place}/index.html`) && { folder: `${place}/${url.search}` });
}

// Before the routes: whoever answers keeps the event from all that come later.
self.addEventListener("fetch", (event) => {
  if (event.request.mode === "navigate") event.waitUntil(sweep());
});

// The core.
registerRoute(
  ({ url }) => (url.href.startsWith(address("assets/")) ? undefined : pageAt(url)),
  ({ event, request, params }) =>
    params.folder
      ? Response.redirect(params.folder, 307)
      : strategy.handle({ event, request, params: { cacheKey: params.key } }),
);
registerRoute(
  ({ url }) => {
    const cacheKey = controller.getCacheKeyForURL(url.href);
    return cacheKey && { cacheKey, integrity: controller.getIntegrityForCacheKey(cacheKey) };
  },
  strategy,
);

// The packs, and what pages of an earlier version ask for.
registerRoute(
  ({ url }) => url.href.startsWith(address("assets/")),
  async ({ request }) => {
    for (const cacheName of [packs, strategy.cacheName]) {
      const found = await caches.match(request.url, { cacheName, ignoreVary: true });
      if (found) return found;
    }
    return fetch(request);
  },
);

// Any other page may be on the network.
registerRoute(
  ({ url, request }) => request.mode === "navigate" && url.href.startsWith(root),
  async ({ request }) => {
    try {
      return await fetch(request);
    } catch {
      const page = await controller.matchPrecache(address("404.html"));
      return page ? new Response(page.body, { status: 404, headers: page.headers }) : Response.error();
    }
  },
);
