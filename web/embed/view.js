// What stands in an element's shadow: a poster with its button, then the frame; below them a line
// for what has to be said, and a place for the focus that leaves the frame.
import { style } from "./style.js";

export class View {
  constructor(root, onStart) {
    style(root);
    this.root = root;
    this.box = make("div", "box");
    this.poster = make("img", "poster", { alt: "", decoding: "async", hidden: true });
    this.name = make("span", "name");
    this.start = make("button", "start", { type: "button" });
    this.start.append(this.poster, this.name);
    this.note = make("p", "note", { role: "status" });
    this.end = make("p", "end", { tabIndex: -1 });
    this.end.onblur = () => (this.end.tabIndex = -1);
    this.frame = null;
    for (const part of [this.start, this.poster, this.name, this.note]) part.part = part.className;
    this.poster.onload = () => (this.poster.hidden = false);
    this.poster.onerror = () => (this.poster.hidden = true);
    this.start.onclick = () => {
      // A mouse does not focus a button everywhere; the focus is to go into the frame.
      this.start.focus();
      onStart();
    };
    root.replaceChildren(this.box, this.note, this.end);
    this.close();
  }

  /** As before the first click. */
  close() {
    this.frame?.remove();
    this.frame = null;
    this.say("");
    this.wait(false);
    this.box.prepend(this.start);
  }

  show(theme, poster, name) {
    this.box.classList.toggle("dark", theme === "dark");
    this.name.textContent = name;
    this.poster.hidden ||= !poster;
    if (poster && this.start.isConnected && this.poster.src !== poster) this.poster.src = poster;
  }

  /** A button that is being obeyed keeps the focus and does nothing. */
  wait(waiting) {
    if (waiting) this.start.setAttribute("aria-disabled", "true");
    else this.start.removeAttribute("aria-disabled");
  }

  /** The frame, behind the poster and as high as that. */
  open(address, title, sandbox) {
    this.frame?.remove();
    const frame = make("iframe", "frame", { title, allow: "fullscreen", referrerPolicy: "no-referrer" });
    frame.part = "frame";
    if (sandbox !== null) frame.setAttribute("sandbox", sandbox);
    this.resize(frame, this.start.offsetHeight);
    frame.src = address;
    this.frame = frame;
    this.box.append(frame);
  }

  /** The frame in the poster's place; whether the focus was there. */
  reveal(height) {
    const focused = this.root.activeElement === this.start;
    this.resize(this.frame, height);
    this.start.remove();
    return focused;
  }

  resize(frame, height) {
    frame.style.height = `${height}px`;
  }

  /** The focus out of the frame. Only what is in the order itself has a next one. */
  leave() {
    this.end.tabIndex = 0;
    this.end.focus();
  }

  say(sentence, link) {
    this.note.replaceChildren();
    if (!sentence) return;
    this.note.append(sentence);
    if (link) {
      const anchor = make("a", "link", { href: link.href, target: "_blank", rel: "noopener" });
      anchor.textContent = link.text;
      this.note.append(" ", anchor);
    }
  }
}

function make(tag, className, properties = {}) {
  return Object.assign(document.createElement(tag), { className, ...properties });
}
