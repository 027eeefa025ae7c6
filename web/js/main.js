// The page's entry: starts the flavour of the Yew app that the page asks for, and in a lesson the
// one with figures in its place when a learner comes near a figure or an exercise. Says in the page why it could
// not, with the sentences that the page brings in its own language.

const meta = (name) => document.querySelector(`meta[name="${name}"]`)?.content;
// Whole from now on: the app changes the page's address, and with it where a relative one leads.
const root = new URL(meta("burrow-root"), document.baseURI).href;
document.querySelector('meta[name="burrow-root"]').content = root;
const assets = JSON.parse(document.getElementById("burrow-assets").textContent);

const SCRIPTS = {
  reader: () => import("burrow-reader-pkg"),
  playground: () => import("burrow-playground-pkg"),
  figures: () => import("burrow-figures-pkg"),
  go: () => import("burrow-go-pkg"),
};

/** What tells that a learner comes near. */
const SIGNS = ["pointerover", "focusin", "touchstart", "keydown"];

/** How long the labs take to be drawn. */
const HOLD_MS = 1000;

const address = (path) => new URL(path, root);

/** Other ways to look at a text, each fetched when the address asks for it (`#present=3`): what has
 * to be there, and the module. */
const VIEWS = {
  present: ["article[data-topic]", () => import("./present.js")],
  notes: ["article[data-topic]", () => import("./present.js")],
  print: ["article.lesson", () => import("./print.js")],
};
let shown;

function explain(sentence) {
  const note = document.createElement("p");
  note.className = "page-note";
  note.setAttribute("role", "alert");
  note.textContent = sentence;
  document.body.prepend(note);
}

/** A text that the build wrote as a list of its lines: what the app speaks, or what the lessons hold. */
async function text(path) {
  const response = await fetch(address(path));
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return (await response.json()).join("\n");
}

/** A flavour, fetched and compiled but not started. */
async function load(name) {
  const program = fetch(address(assets.page_wasm[name]));
  // Only the reader counts what is done of the course.
  const contents = name === "reader" ? text(assets.contents) : "";
  const [app, ...texts] = await Promise.all([SCRIPTS[name](), text(assets.words), contents]);
  await app.default({ module_or_path: program });
  return { start: () => app.start(...texts), leave: app.leave };
}

async function start(name) {
  if (typeof WebAssembly !== "object") {
    explain(meta("burrow-no-wasm"));
    return;
  }
  try {
    const app = await load(name);
    app.start();
    alive(name);
    setTimeout(look);
    if (name === "reader") awaitInterest(app);
  } catch (error) {
    console.error(error);
    explain(meta("burrow-not-loaded").replace("{error}", () => error.message));
  }
}

/** Replaces the reader by the flavour with figures once somebody comes near a figure or an exercise. */
function awaitInterest(reader) {
  let loading = false;
  const come = async ({ target }) => {
    // What is there to be printed stays as it is.
    if (loading || !target?.closest?.(".figure, .exercise") || target.closest(".chapter")) return;
    loading = true;
    try {
      const figures = await load("figures");
      for (const sign of SIGNS) document.removeEventListener(sign, come);
      // Until the figures are drawn the page is a picture once more, and nothing has the focus.
      delete document.documentElement.dataset.alive;
      const before = document.activeElement;
      const wasSeen = isSeen(before);
      hold(target.closest(".figure, .exercise"));
      reader.leave();
      figures.start();
      alive("figures");
      // Who saw the focus, or moved it meanwhile, sees it still; who has scrolled away from it stays there.
      setTimeout(() => {
        const node = document.activeElement;
        const isSame = node === before || !before.isConnected;
        if (isSame ? wasSeen : node !== document.body) node.scrollIntoView({ block: "nearest" });
      });
    } catch (error) {
      // The text stays; the next sign of interest tries again.
      console.error(error);
      loading = false;
    }
  };
  for (const sign of SIGNS) document.addEventListener(sign, come, { passive: true });
  // A widget's host wants something of a figure, which will answer when it is there.
  document.addEventListener("burrow:command", () => come({ target: document.querySelector(".figure") }));
}

/** Keeps the page where it is looked at while the labs, which are higher than their pictures, are drawn: at the
 * focus if that is in sight, or else at the part that somebody came near, or the first that is in sight.
 * Who scrolls goes where they want. */
function hold(near) {
  const top = (node) => node.getBoundingClientRect().top;
  const parts = [...document.querySelectorAll(".screen > *")].filter(isSeen);
  const part = isSeen(near) ? near : (parts.find((part) => top(part) >= 0) ?? parts[0]);
  if (!part) return;
  const end = performance.now() + HOLD_MS;
  let [last, goes, tabs] = [undefined, false, false];
  const see = () => {
    const focus = document.activeElement;
    const kept = isSeen(focus) ? focus : part;
    last = { focus, kept, at: top(kept), partAt: top(part), y: scrollY };
  };
  // A lab brings its own control in place of the one that had the focus.
  const now = () => (last.kept.isConnected ? last.kept : document.activeElement);
  const moved = () => (now() === document.body ? top(part) - last.partAt : top(now()) - last.at);
  const keep = (time) => {
    const focus = document.activeElement;
    const isSame = focus === last.focus || !last.focus.isConnected;
    // A page that is lower for a moment scrolls by itself, and takes the focus out of sight.
    const isLost = isSame && last.kept === last.focus && !goes && !isSeen(now());
    // What somebody moves the focus to is seen.
    if (!isSame && tabs && focus !== document.body && !isSeen(focus)) focus.scrollIntoView({ block: "nearest" });
    else if (scrollY === last.y || isLost) scrollBy({ top: moved(), behavior: "instant" });
    see();
    if (time < end) requestAnimationFrame(keep);
  };
  const hear = ({ key }) => (key === "Tab" ? (tabs = true) : (goes = true));
  const options = { capture: true, passive: true, signal: AbortSignal.timeout(HOLD_MS) };
  for (const sign of ["wheel", "touchmove", "pointerdown", "keydown"]) addEventListener(sign, hear, options);
  see();
  requestAnimationFrame(keep);
}

function isSeen(node) {
  const { top, bottom } = node.getBoundingClientRect();
  return node !== document.body && bottom > 0 && top < innerHeight;
}

/** A button that is pressed before its program is there is pressed again when it is. */
function note({ target }) {
  const button = target.closest?.("[data-action]");
  const lab = button?.closest(".figure");
  if (!button) return;
  if (lab) lab.dataset.wanted = button.dataset.action;
  else wanted = button.dataset.action;
}

/** The page is no longer a picture of itself, as soon as the app has drawn. */
function alive(name) {
  setTimeout(() => {
    document.documentElement.dataset.alive = name;
    // In the reader the figures are pictures still.
    if (name !== "reader") document.removeEventListener("click", note, { capture: true });
    document.querySelector(`[data-action="${wanted}"]`)?.click();
    wanted = undefined;
  });
}

/** Shows the view that the address asks for, and no other. */
async function look() {
  const [kind, number] = location.hash.slice(1).split("=");
  const [of, fetched] = Object.hasOwn(VIEWS, kind) ? VIEWS[kind] : [];
  try {
    const module = of && document.querySelector(of) ? await fetched() : undefined;
    if (module !== shown) shown?.close();
    shown = module;
    module?.open(kind, number);
  } catch (error) {
    console.error(error);
    explain(meta("burrow-not-loaded").replace("{error}", () => error.message));
  }
}

let wanted;
document.addEventListener("click", note, { capture: true });
addEventListener("hashchange", look);
start(meta("burrow-flavour"));

/** What works without a network is stored when all else is done; a widget stores nothing. */
function keepOffline() {
  const later = globalThis.requestIdleCallback ?? ((work) => setTimeout(work, 1));
  later(() => import("burrow-offline").then(({ begin }) => begin()).catch(console.error));
}

if (!document.documentElement.hasAttribute("data-embed")) {
  if (document.readyState === "complete") keepOffline();
  else addEventListener("load", keepOffline, { once: true });
}
