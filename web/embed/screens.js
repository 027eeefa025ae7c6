// Which screens of a lesson the frame shows: the one that was asked for, or one after the other.
import { words } from "./words.js";

export class Screens {
  /** `asked`: a screen's id or number, or nothing. `part`: what alone is shown of its screen, or nothing. */
  constructor(article, asked, part, onShow) {
    this.article = article;
    this.onShow = onShow;
    const all = [...(article?.querySelectorAll(".screen") ?? [])];
    const single = part?.closest(".screen") ?? (asked && all.find(({ id, dataset }) => id === asked || dataset.screen === asked));
    this.part = part ?? null;
    this.single = Boolean(single);
    this.shown = single ? [single] : all;
    this.place = 0;
    this.steps = !single && all.length > 1 ? new Steps((by) => this.go(this.place + by, true)) : null;
    for (const screen of all) screen.hidden = true;
    if (part) alone(part);
  }

  get current() {
    return this.shown[this.place];
  }

  /** The heading of what is shown. */
  get heading() {
    const head = this.article?.querySelector(".lesson__head:not([hidden]) h1");
    if (this.part) return this.part.querySelector("h3, figcaption");
    return head ?? (this.current ?? document.querySelector("main") ?? document.body).querySelector("h1, h2, h3");
  }

  find(id) {
    return this.shown.findIndex((screen) => screen.id === id);
  }

  /** Shows a screen by its place. */
  go(place, focuses = false) {
    if (!this.shown[place]) return;
    this.current.hidden = true;
    this.place = place;
    this.current.hidden = false;
    // The title and the lead belong to the first of all, the glossary to the last.
    const head = this.article.querySelector(".lesson__head");
    if (head) head.hidden = this.single || place > 0;
    const glossary = this.article.querySelector(".glossary");
    if (glossary) glossary.hidden = this.single || place < this.shown.length - 1;
    this.steps?.show(place, this.shown.length);
    this.onShow(this.current.id);
    if (focuses) focus(this.heading);
  }
}

/** Hides the rest of the screen, but the question that a figure asks before. */
function alone(part) {
  const asked = part.dataset.ask && document.getElementById(`question-${part.dataset.ask}`);
  for (const other of part.parentElement.children) other.hidden = other !== part && other !== asked;
}

/** The way to the screens before and after. */
class Steps {
  constructor(onStep) {
    const { screens, previous, next } = words(document.documentElement.lang);
    this.place = Object.assign(document.createElement("span"), { className: "steps__place" });
    this.back = button(previous, "button", () => onStep(-1));
    this.on = button(next, "button button--primary", () => onStep(1));
    this.nav = Object.assign(document.createElement("nav"), { className: "steps", ariaLabel: screens });
    this.nav.append(this.back, this.place, this.on);
    // Outside of what the app takes over.
    document.body.append(this.nav);
  }

  show(place, all) {
    this.back.disabled = place === 0;
    this.on.disabled = place === all - 1;
    this.place.textContent = words(document.documentElement.lang).place(place + 1, all);
  }
}

function button(text, className, onclick) {
  return Object.assign(document.createElement("button"), { type: "button", textContent: text, className, onclick });
}

export function focus(heading) {
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus();
}
