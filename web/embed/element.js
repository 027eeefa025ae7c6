// The element <burrow-lesson>: a picture and a button, and on a click the lesson in a frame.
import { frame, ownRoot, page, poster, wanted } from "./addresses.js";
import { FROM_FRAME, message, parameters, read, TO_FRAME } from "./messages.js";
import { View } from "./view.js";
import { language, words } from "./words.js";

const READY_MS = 15_000;
/** A figure may have to be fetched before it can answer. */
const ANSWER_MS = 40_000;
// Read while the script runs: later nothing names it.
const ROOT = ownRoot();
const DARK = matchMedia("(prefers-color-scheme: dark)");

let lastId = 0;

export class BurrowLesson extends HTMLElement {
  static observedAttributes = ["topic", "screen", "figure", "exercise", "lab", "theme", "lang", "eager", "sandbox"];

  #view = new View(this.attachShadow({ mode: "open" }), () => this.load());
  /** Ends all listeners when the element leaves the page. */
  #life;
  #opening;
  #settle;
  #timer;
  #ready = false;
  /** Commands without an answer yet. */
  #asked = new Map();
  #changed = false;

  connectedCallback() {
    this.#life = new AbortController();
    const { signal } = this.#life;
    addEventListener("message", (event) => this.#hear(event), { signal });
    DARK.addEventListener("change", () => this.#dress(), { signal });
    // The parser may still be reading the words inside, which name the lesson.
    const children = new MutationObserver(() => this.#dress());
    children.observe(this, { childList: true, characterData: true, subtree: true });
    signal.addEventListener("abort", () => children.disconnect());
    this.#dress();
    if (this.hasAttribute("eager")) this.load();
  }

  disconnectedCallback() {
    this.#life.abort();
    this.#close(this.#words.removed);
  }

  attributeChangedCallback(name) {
    if (!this.isConnected) return;
    if (name === "theme") return this.#dress();
    if (name === "eager") return void (this.hasAttribute("eager") && this.load());
    if (this.#changed) return;
    this.#changed = true;
    // Several attributes are often set one after the other.
    queueMicrotask(() => {
      this.#changed = false;
      if (!this.isConnected) return;
      const wasOpen = this.#opening !== undefined;
      this.#close(this.#words.removed);
      this.#dress();
      if (wasOpen) this.load();
    });
  }

  /** Opens the frame; resolves with `{ ok, why }` when the lesson stands, or cannot. */
  load() {
    if (!this.isConnected) return Promise.resolve(refusal(this.#words.absent));
    this.#opening ??= this.#open();
    return this.#opening;
  }

  run() {
    return this.#command("run");
  }

  reset() {
    return this.#command("reset");
  }

  setParams(values) {
    if (!parameters(values)) return Promise.resolve(refusal(this.#words.badParameters));
    return this.#command("setParams", { ...values });
  }

  get #lang() {
    return language(this.closest("[lang]")?.lang);
  }

  get #words() {
    return words(this.#lang);
  }

  get #wanted() {
    return wanted(this, this.#lang);
  }

  get #theme() {
    const theme = this.getAttribute("theme");
    if (theme === "light" || theme === "dark") return theme;
    return DARK.matches ? "dark" : "light";
  }

  get #name() {
    const inside = this.textContent.trim().replace(/\s+/g, " ");
    return inside || this.#wanted?.topic.replaceAll("-", " ") || this.#words.lab;
  }

  /** The origin that the frame's messages come from. */
  get #origin() {
    const sandbox = this.getAttribute("sandbox");
    const opaque = sandbox !== null && !/\ballow-same-origin\b/i.test(sandbox);
    return opaque ? "null" : new URL(ROOT).origin;
  }

  /** Poster, words and theme as they are to be now. */
  #dress() {
    const [wanted, theme] = [this.#wanted, this.#theme];
    if (!wanted) return this.#view.say(this.#words.nothing);
    const { start, loading } = this.#words;
    const waits = this.#opening !== undefined;
    this.#view.show(theme, poster(ROOT, wanted, theme, BURROW_POSTERS), (waits ? loading : start)(this.#name));
    const { end, note } = this.#view;
    end.textContent = this.#words.end;
    end.lang = note.lang = this.#lang;
    if (this.#ready) this.#post("theme", { theme });
  }

  #open() {
    const wanted = this.#wanted;
    if (!wanted) return Promise.resolve(refusal(this.#words.nothing));
    this.#view.say("");
    this.#view.open(frame(ROOT, wanted, this.#theme), this.#name, this.getAttribute("sandbox"));
    this.#view.wait(true);
    const opening = new Promise((settle) => (this.#settle = settle));
    this.#opening = opening;
    this.#dress();
    this.#timer = setTimeout(() => this.#late(), READY_MS);
    return opening;
  }

  /** Says that nothing came; the frame stays, since it may only be slow, and a click tries anew. */
  #late() {
    this.#settle(refusal(this.#words.slow));
    this.#opening = undefined;
    this.#view.wait(false);
    this.#dress();
    this.#complain(this.#words.slow);
  }

  #close(why) {
    clearTimeout(this.#timer);
    this.#settle?.(refusal(why));
    for (const answer of this.#asked.values()) answer(refusal(why));
    this.#asked.clear();
    this.#opening = undefined;
    this.#ready = false;
    this.#view.close();
  }

  #complain(sentence) {
    this.#view.say(sentence, { href: page(ROOT, this.#wanted), text: this.#words.page });
  }

  #post(type, fields) {
    const origin = this.#origin;
    this.#view.frame.contentWindow?.postMessage(message(type, fields), origin === "null" ? "*" : origin);
  }

  async #command(name, args = {}) {
    const opened = await this.load();
    if (!opened.ok) return opened;
    if (!this.#ready) return refusal(this.#words.removed);
    const id = ++lastId;
    const answer = new Promise((resolve) => this.#asked.set(id, resolve));
    setTimeout(() => this.#answer({ id, ...refusal(this.#words.silent) }), ANSWER_MS);
    this.#post("command", { id, name, args });
    return answer;
  }

  #answer({ id, ok, why }) {
    this.#asked.get(id)?.({ ok, why });
    this.#asked.delete(id);
  }

  #hear(event) {
    const frame = this.#view.frame;
    if (!frame || event.source !== frame.contentWindow || event.origin !== this.#origin) return;
    const heard = read(event.data, FROM_FRAME);
    if (heard) this.#take(heard);
  }

  #take(heard) {
    const { topic, screen } = heard;
    switch (heard.type) {
      case "ready":
        return this.#begin(heard);
      case "height":
        if (this.#ready) this.#view.resize(this.#view.frame, heard.height);
        return;
      case "progress": {
        const { part, screens, done, share, statement } = heard;
        return this.#tell("progress", { topic, screen, ...part, screens, done, share, statement });
      }
      case "complete":
        return this.#tell("complete", { topic, ...heard.part, score: heard.score, statement: heard.statement });
      case "answer":
        return this.#answer(heard);
      case "leave":
        return this.#view.leave();
      case "link":
        if (/^https?:\/\//.test(heard.href)) this.#view.say(this.#words.link, { href: heard.href, text: heard.href });
        return;
      case "failed":
        return this.#complain(heard.why);
    }
  }

  #begin({ topic, screen, version, title, height }) {
    clearTimeout(this.#timer);
    const again = this.#ready;
    this.#ready = true;
    // A late frame may find the button waiting for a second click.
    this.#opening ??= Promise.resolve(AGREED);
    this.#view.frame.title = title || this.#name;
    if (!again) this.#view.say("");
    const focused = this.#view.reveal(height);
    this.#post("theme", { theme: this.#theme });
    if (focused) {
      this.#view.frame.focus();
      this.#post("focus");
    }
    this.#settle(AGREED);
    this.#tell("ready", { topic, screen, version });
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(`burrow-${name}`, { bubbles: true, composed: true, detail }));
  }
}

const AGREED = { ok: true, why: "" };

function refusal(why) {
  return { ok: false, why };
}
