// Printing a lesson, or all lessons of a chapter, with what is printed besides: solutions at the end,
// and the notes for trainers. Fetched when the address asks for it (`#print`).
import css from "../present/print.css" with { type: "text" };
import { button, make } from "../present/elements.js";
import { fetchNotes } from "../present/read.js";
import { solutions } from "../present/solutions.js";
import { words } from "../present/words.js";

const sheet = new CSSStyleSheet();
sheet.replaceSync(css);

let panel;

/** Shows the choices above the text. */
export function open() {
  if (panel?.isConnected) return panel.querySelector("input").focus();
  close();
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  const articles = [...document.querySelectorAll("article.lesson")];
  const note = make("p", "print__note", { role: "status" });
  panel = make("section", "print", { ariaLabel: words.print });
  panel.append(
    make("h2", "print__title", { textContent: words.print }),
    choice(words.solutions, (wanted) => articles.forEach((article) => showSolutions(article, wanted))),
    choice(words.trainer, async (wanted) => {
      const found = await Promise.all(articles.map((article) => showNotes(article, wanted)));
      note.textContent = found.every(Boolean) ? "" : words.noNotes;
    }),
    button(words.printNow, "button button--primary", () => print()),
    note,
  );
  panel.append(button(words.close, "button", leave));
  // Inside of the text, which the app leaves as it is.
  document.querySelector("[data-static]").prepend(panel);
  panel.querySelector("input").focus();
}

export function close() {
  panel?.remove();
  panel = undefined;
  document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
  for (const added of document.querySelectorAll(".print__added")) added.remove();
}

function leave() {
  history.replaceState(history.state, "", location.pathname + location.search);
  close();
}

function choice(text, change) {
  const box = make("input", "", { type: "checkbox", onchange: ({ target }) => change(target.checked) });
  const label = make("label", "print__choice");
  label.append(box, text);
  return label;
}

function showSolutions(article, wanted) {
  article.querySelector(".print__added.solutions")?.remove();
  const made = wanted && solutions(article);
  if (!made) return;
  made.classList.add("print__added");
  article.append(made);
}

/** Whether there were notes to show, where they were wanted. */
async function showNotes(article, wanted) {
  for (const added of article.querySelectorAll(".print__added.print__notes")) added.remove();
  if (!wanted) return true;
  const notes = Object.entries(await fetchNotes(article));
  for (const [id, { minutes, say }] of notes) {
    // Among other lessons, a lesson's ids begin with its own.
    const screen = article.dataset.of ? `${article.dataset.of}--${id}` : id;
    const heading = article.querySelector(`.screen[id="${CSS.escape(screen)}"] h2`);
    if (!heading) continue;
    const aside = make("aside", "print__added print__notes", { ariaLabel: words.trainer });
    const list = make("ul", "");
    list.append(...say.map((line) => make("li", "", { textContent: line })));
    aside.append(make("p", "print__minutes", { textContent: words.say(minutes) }), list);
    heading.after(aside);
  }
  return notes.length > 0;
}
