// Where a talk is: the slide, whether it is dark, and the clock. Every window of the same lesson on
// this device knows the same, by messages of one origin; one window alone works as well.
import { checked, newClock, running, turned } from "./clock.js";

export class Talk {
  /** `onChange` is called after every change, of this window or of another. */
  constructor(topic, all, onChange) {
    this.all = all;
    this.onChange = onChange;
    this.key = `burrow-present-${topic}`;
    this.place = 0;
    this.dark = false;
    this.clock = kept(this.key) ?? newClock();
    this.channel = new BroadcastChannel(this.key);
    this.channel.onmessage = ({ data }) => this.#hear(data);
  }

  get slide() {
    return this.all[this.place];
  }

  /** Begins at a slide, and lets windows that are open already say where they are. */
  begin(place) {
    this.#turn(place);
    this.channel.postMessage("hello");
    this.onChange();
  }

  go(place) {
    this.dark = false;
    this.#turn(place);
    this.#tell();
  }

  step(by) {
    // A dark screen comes back as it was.
    this.go(this.dark ? this.place : this.place + by);
  }

  darken() {
    this.dark = !this.dark;
    this.#tell();
  }

  time(runs) {
    this.clock = running(this.clock, runs, Date.now());
    this.#tell();
  }

  resetTime() {
    const { screen, since } = this.clock;
    this.clock = { ...newClock(), screen, since: since === null ? null : Date.now() };
    this.#tell();
  }

  end() {
    this.channel.close();
  }

  #turn(place) {
    this.place = Math.min(Math.max(0, place), this.all.length - 1);
    this.clock = turned(this.clock, this.slide.screen.id, Date.now());
  }

  #tell() {
    const { place, dark, clock } = this;
    this.channel.postMessage({ place, dark, clock });
    keep(this.key, clock);
    this.onChange();
  }

  #hear(data) {
    if (data === "hello") return this.#answer();
    const clock = checked(data?.clock);
    if (!clock || !this.all[data.place]) return;
    Object.assign(this, { place: data.place, dark: data.dark === true, clock });
    keep(this.key, clock);
    this.onChange();
  }

  #answer() {
    const { place, dark, clock } = this;
    this.channel.postMessage({ place, dark, clock });
  }
}

/** A reload does not lose the time; a browser that keeps nothing does. */
function keep(key, clock) {
  try {
    sessionStorage.setItem(key, JSON.stringify(clock));
  } catch {
    // Storage may be full or forbidden: the time then lasts as long as the window.
  }
}

function kept(key) {
  try {
    return checked(JSON.parse(sessionStorage.getItem(key)));
  } catch {
    return undefined;
  }
}
