// The presenter's mode of a lesson, fetched when its address asks for it: `#present=7` is the seventh
// slide, `#notes=7` the notes to it, in a window of their own. Both are the lesson's own page, so they
// work without a network and survive a reload.
import css from "../present/present.css" with { type: "text" };
import { button, make } from "../present/elements.js";
import { keyed } from "../present/keys.js";
import { Notes } from "../present/notes.js";
import { fetchNotes } from "../present/read.js";
import { slides } from "../present/slides.js";
import { Talk } from "../present/talk.js";
import { words } from "../present/words.js";

const root = document.documentElement;
const sheet = new CSSStyleSheet();
sheet.replaceSync(css);

/** The smallest type, as a share of the largest, before a slide scrolls instead. */
const SMALLEST = 0.5;

let view;

/** Shows what the address asks for; called again when it changes. `kind` is `present` or `notes`. */
export function open(kind, number) {
  const place = Number.parseInt(number, 10) - 1 || 0;
  if (view?.kind === kind) return view.talk.place === place ? undefined : view.talk.go(place);
  close();
  view = new View(kind, document.querySelector("article.lesson"));
  view.talk.begin(place);
}

export function close() {
  view?.end();
  view = undefined;
}

class View {
  constructor(kind, article) {
    this.kind = kind;
    this.article = article;
    this.talk = new Talk(article.dataset.topic, slides(article), () => this.show());
    this.life = new AbortController();
    this.status = make("p", "visually-hidden", { role: "status" });
    this.keys = make("p", "present__keys", { textContent: words.keys });
    this.curtain = make("div", "present__curtain", { hidden: true });
    this.bar = make("section", "present__bar", { ariaLabel: words.bar });
    this.number = make("span", "present__number");
    this.message = make("p", "present__message", { role: "status" });
    this.#fillBar();
    this.panel = make("div", "present__panel", { hidden: kind === "present" });
    if (kind === "notes") this.panel.role = "main";
    document.body.append(this.curtain, this.panel, this.bar, this.status);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    root.dataset.present = kind;
    const { signal } = this.life;
    addEventListener("keydown", (event) => keyed(event, this), { signal, capture: true });
    addEventListener("resize", () => this.#fit(), { signal });
    this.grown = new ResizeObserver(() => this.#fit());
    fetchNotes(article).then((notes) => this.#addNotes(notes));
  }

  show() {
    const { talk, kind } = this;
    const { place, all, slide, dark } = talk;
    if (this.shown !== slide && kind === "present") this.#turn(slide);
    this.shown = slide;
    this.curtain.hidden = !dark || kind === "notes";
    this.number.textContent = words.place(place + 1, all.length);
    this.status.textContent = words.here(place + 1, all.length, slide.title);
    this.back.disabled = place === 0;
    this.on.disabled = place === all.length - 1;
    this.blank.setAttribute("aria-pressed", String(dark));
    const hash = `#${kind}=${place + 1}`;
    if (location.hash !== hash) history.replaceState(history.state, "", hash);
    this.notes?.show();
  }

  step(by) {
    this.talk.step(by);
  }

  toggleNotes() {
    if (this.kind === "present") this.panel.hidden = !this.panel.hidden;
    this.showNotes?.setAttribute("aria-expanded", String(!this.panel.hidden));
    this.#fit();
  }

  openWindow() {
    const address = `${location.pathname}${location.search}#notes=${this.talk.place + 1}`;
    const opened = window.open(address, this.talk.key, "popup,width=960,height=760");
    this.message.textContent = opened ? "" : words.blocked;
  }

  fullScreen() {
    // A browser may refuse: then the window stays as it is.
    if (document.fullscreenElement) document.exitFullscreen().catch(() => undefined);
    else root.requestFullscreen?.().catch(() => undefined);
  }

  leave() {
    const { screen } = this.talk.slide;
    history.replaceState(history.state, "", screen.id ? `#${screen.id}` : location.pathname + location.search);
    close();
    screen.scrollIntoView();
  }

  end() {
    this.life.abort();
    this.grown.disconnect();
    this.talk.end();
    this.notes?.end();
    for (const element of this.article.querySelectorAll("[data-on]")) delete element.dataset.on;
    for (const element of [this.curtain, this.panel, this.bar, this.status]) element.remove();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
    delete root.dataset.present;
    root.style.removeProperty("--fit");
    if (document.fullscreenElement) document.exitFullscreen().catch(() => undefined);
  }

  #fillBar() {
    const talk = this.talk;
    this.back = button(words.previous, "button", () => talk.step(-1));
    this.on = button(words.following, "button button--primary", () => talk.step(1));
    this.blank = button(words.dark, "button", () => talk.darken());
    this.bar.append(this.back, this.number, this.on, this.blank);
    if (this.kind === "present") {
      this.showNotes = button(words.notes, "button", () => this.toggleNotes());
      this.showNotes.setAttribute("aria-expanded", "false");
      this.bar.append(
        this.showNotes,
        button(words.window, "button", () => this.openWindow()),
        button(words.fullScreen, "button", () => this.fullScreen()),
      );
    }
    this.bar.append(button(words.leave, "button", () => this.leave()), this.keys, this.message);
  }

  #addNotes(notes) {
    if (view !== this) return;
    this.notes = new Notes(this.talk, notes, this.kind === "notes" ? "h1" : "h2", words);
    this.panel.append(this.notes.element);
    this.notes.show();
  }

  /** Shows a slide of the article in place of the one before. */
  #turn({ screen, parts }) {
    for (const element of this.article.querySelectorAll("[data-on]")) delete element.dataset.on;
    this.grown.disconnect();
    for (const element of [screen, ...parts]) element.dataset.on = "";
    scrollTo(0, 0);
    this.#fit();
    for (const part of parts) {
      this.grown.observe(part);
      // What can be operated is fetched before somebody reaches for it.
      if (part.matches(".figure, .exercise")) part.dispatchEvent(new Event("pointerover", { bubbles: true }));
    }
    const heading = screen.querySelector("h1, h2");
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }

  /** The largest type in which the slide fits the window. */
  #fit() {
    if (this.kind !== "present") return;
    const fits = (share) => {
      root.style.setProperty("--fit", share);
      return root.scrollHeight <= innerHeight && root.scrollWidth <= innerWidth;
    };
    let share = 1;
    while (!fits(share) && share > SMALLEST) share -= 0.05;
  }
}
