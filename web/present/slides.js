// A lesson cut into slides: the title, then one idea after the other. The text stays where it is, so
// that figures and exercises live on; a slide is a choice of what is seen of it.

/** What one slide holds, in words: more is read out, and nobody listens. */
const ROOM = 90;
/** A line of code or of a table takes the place of so many words. */
const LINE = 7;

/**
 * The slides of an article: `{ screen, parts, title }`. `screen` is the section that a slide is of,
 * or the lesson's head; `parts` are the children of it that are shown beside its heading.
 */
export function slides(article) {
  const head = article.querySelector(".lesson__head");
  const title = head.querySelector("h1").textContent;
  const first = { screen: head, parts: [...head.children], title };
  const screens = [...article.querySelectorAll(":scope > .screen")];
  return [first, ...screens.flatMap(ofScreen)];
}

function ofScreen(screen) {
  const title = screen.querySelector("h2").textContent;
  const shown = [...screen.children].filter((child) => !child.matches("h2, .own-link, .screen__whom"));
  return cut(shown.map(measured)).map((parts) => ({ screen, parts: parts.map(({ element }) => element), title }));
}

/**
 * Puts parts together as long as they fit. What is to be done (a figure, an exercise, a question)
 * stands alone; a heading, and a sentence that announces, stay with what follows.
 */
export function cut(parts) {
  const slides = [];
  let slide = [];
  const end = () => {
    if (slide.length > 0) slides.push(slide);
    slide = [];
  };
  for (const part of parts) {
    if (part.alone) {
      end();
      slides.push([part]);
      continue;
    }
    const full = slide.length > 0 && weight(slide) + part.weight > ROOM && !slide.at(-1).announces;
    if (full || (part.opens && weight(slide) > ROOM / 2)) end();
    slide.push(part);
  }
  end();
  return slides;
}

function weight(slide) {
  return slide.reduce((sum, part) => sum + part.weight, 0);
}

function measured(element) {
  const text = element.textContent.trim();
  const lines = element.matches("pre") ? text.split("\n").length : element.querySelectorAll("tr, li").length;
  return {
    element,
    weight: Math.max(lines * LINE, element.matches("pre") ? 0 : text.split(/\s+/).length),
    alone: element.matches(".figure, .exercise, .question"),
    opens: element.matches("h3, h4"),
    announces: element.matches("h3, h4") || text.endsWith(":"),
  };
}

/** The number of the first slide that shows the screen with an id; 0, the title, where none does. */
export function slideOf(all, id) {
  return Math.max(0, all.findIndex(({ screen }) => screen.id === id));
}
