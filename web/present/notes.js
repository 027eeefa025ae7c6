// What a presenter sees of the slide that is shown: what to say, what comes next, and the time.
import { inAll, onScreen, told } from "./clock.js";
import { button, make } from "./elements.js";

export class Notes {
  /** `notes`: by the screen's id, `{ minutes, say }`. `heading`: what their title is in the page. */
  constructor(talk, notes, heading, words) {
    Object.assign(this, { talk, notes, words });
    this.place = make("p", "notes__place");
    this.title = make(heading, "notes__title");
    this.say = make("ul", "notes__say");
    this.next = make("p", "notes__next");
    this.times = make("dl", "notes__times");
    this.run = button("", "button", () => talk.time(talk.clock.since === null));
    this.reset = button(words.reset, "button", () => talk.resetTime());
    this.clock = make("div", "notes__clock");
    this.clock.append(this.times, this.run, this.reset);
    this.element = make("section", "notes", { ariaLabel: words.notes });
    this.element.append(this.place, this.title, this.say, this.next, this.clock);
    this.ticking = setInterval(() => this.#tick(), 500);
  }

  show() {
    const { talk, words } = this;
    const { screen, title } = talk.slide;
    this.place.textContent = words.place(talk.place + 1, talk.all.length) + (talk.dark ? ` · ${words.isDark}` : "");
    this.title.textContent = title;
    const lines = this.notes[screen.id]?.say ?? [words.nothing];
    this.say.replaceChildren(...lines.map((line) => make("li", "", { textContent: line })));
    const next = talk.all[talk.place + 1];
    this.next.textContent = next ? words.next(describe(next, words)) : words.last;
    this.#tick();
  }

  end() {
    clearInterval(this.ticking);
    this.element.remove();
  }

  #tick() {
    const { talk, notes, words } = this;
    const now = Date.now();
    const screen = talk.slide.screen.id;
    const planned = Object.values(notes).reduce((sum, { minutes }) => sum + minutes, 0);
    const rows = [
      [words.onScreen, onScreen(talk.clock, screen, now), notes[screen]?.minutes],
      [words.inAll, inAll(talk.clock, now), planned],
    ];
    this.times.replaceChildren(...rows.flatMap(([name, ms, minutes]) => this.#row(name, ms, minutes)));
    const runs = talk.clock.since !== null;
    this.run.textContent = runs ? words.pause : words.start;
  }

  /** Time spent against time planned, and in words where it is over: not by a colour alone. */
  #row(name, ms, minutes) {
    const over = minutes !== undefined && ms > minutes * 60_000;
    const value = make("dd", over ? "notes__time notes__time--over" : "notes__time");
    value.textContent = minutes === undefined ? told(ms) : this.words.of(told(ms), minutes);
    if (over) value.append(` ${this.words.over}`);
    return [make("dt", "", { textContent: name }), value];
  }
}

/** A slide's title, and what is to be done on it. */
function describe({ title, parts }, words) {
  const [kind] = ["figure", "exercise", "question"].filter((kind) => parts[0]?.matches(`.${kind}`));
  return kind ? `${title} (${words[kind]})` : title;
}
