// The frame side of <burrow-lesson>, before the app: which screen is shown and in which theme, how
// high it is, how far the learner is, and what the host asks for. It is a classic script in the
// page's head, so that it also runs, and can say so, where the site's modules may not be loaded.
import css from "../embed/frame.css";
import { command, judge } from "../embed/app.js";
import { framed, tell } from "../embed/host.js";
import { Lesson } from "../embed/lesson.js";
import { follow, turn } from "../embed/links.js";
import { read, TO_FRAME } from "../embed/messages.js";
import { focus } from "../embed/screens.js";
import { words } from "../embed/words.js";

const root = document.documentElement;
const asked = new URLSearchParams(location.hash.slice(1));

function dress(theme) {
  root.dataset.theme = theme;
  document.dispatchEvent(new CustomEvent("burrow:theme", { detail: { theme } }));
}

// At once, before anything is drawn.
root.dataset.embed ??= "";
root.toggleAttribute("data-fit", framed && asked.has("fit"));
if (["light", "dark"].includes(asked.get("theme"))) dress(asked.get("theme"));
const sheet = new CSSStyleSheet();
sheet.replaceSync(css);
document.adoptedStyleSheets = [sheet];

/** A lab's address is its recipe; what is ours in it would be a mistake there. */
function keepRecipe() {
  const recipe = location.hash.slice(1).split("&").filter((pair) => !/^(theme|fit)(=|$)/.test(pair));
  history.replaceState(history.state, "", recipe.length > 0 ? `#${recipe.join("&")}` : "#");
}

/** Says in the frame and to the host what keeps the app from running; the text stands. */
function fail(why) {
  const note = Object.assign(document.createElement("p"), { className: "frame-note", textContent: why });
  note.setAttribute("role", "alert");
  document.body.prepend(note);
  tell("failed", { why });
}

function leave(event) {
  const busy = event.defaultPrevented || document.querySelector(":is(dialog[open], :popover-open)");
  if (event.key === "Escape" && !busy) tell("leave");
}

function hear(event, lesson) {
  if (event.source !== window.parent) return;
  const heard = read(event.data, TO_FRAME);
  if (heard?.type === "theme") dress(heard.theme);
  else if (heard?.type === "focus") focus(lesson.screens.heading);
  else if (heard?.type === "command") command(heard);
  else if (heard?.type === "restore" && lesson.topic) lesson.restore(heard.state);
}

/** The text is there, and the app's script has not begun. */
function start() {
  const lesson = new Lesson(asked);
  if (!lesson.article) keepRecipe();
  const on = (name, then) => document.addEventListener(`burrow:${name}`, ({ detail }) => then(detail ?? {}));
  on("answered", ({ question, right, chosen }) => lesson.answered(question, right, chosen));
  on("kept", ({ question }) => lesson.kept(question));
  on("goal", ({ figure }) => lesson.reached(figure));
  on("exercise", ({ exercise }) => lesson.solved(exercise));
  on("screen", ({ screen }) => lesson.opened(screen));
  let heard = false;
  on("answered", () => (heard = true));
  document.addEventListener("change", ({ target, isTrusted }) => {
    if (target.closest("[data-question]")) {
      lesson.chosen(target);
      // Before the app is there, nobody says anything of an answer.
      if (isTrusted && !heard) judge(target);
    }
    heard = false;
  });
  on("answer", ({ id, ok, why }) => tell("answer", { id, ok, why: why ?? "" }));
  if (!framed) return lesson;
  addEventListener("message", (event) => hear(event, lesson));
  document.addEventListener("click", (event) => turn(event, lesson), true);
  document.addEventListener("click", follow);
  document.addEventListener("keydown", leave);
  return lesson;
}

// A module that may not be loaded is an error of its element, which does not bubble.
let broken = false;
addEventListener("error", ({ target }) => (broken ||= target instanceof HTMLScriptElement), true);

document.addEventListener(
  "readystatechange",
  () => {
    const lesson = start();
    document.addEventListener("DOMContentLoaded", () => {
      lesson.begin();
      if (!broken) return;
      const { barred, broken: unloaded } = words(root.lang);
      fail(self.origin === "null" ? barred : unloaded);
    });
  },
  { once: true },
);
