// The solutions of a lesson's exercises and the answers to its questions, as a section for its end.
import { make } from "./elements.js";
import { words } from "./words.js";

/** Nothing where the lesson asks for nothing. */
export function solutions(article) {
  const section = make("section", "solutions");
  for (const task of article.querySelectorAll(".exercise, .question")) {
    section.append(...(task.matches(".exercise") ? ofExercise(task) : ofQuestion(task)));
  }
  if (section.children.length === 0) return undefined;
  section.prepend(make("h2", "", { textContent: words.solutionsOf(article.dataset.title) }));
  return section;
}

function ofExercise(exercise) {
  const solution = exercise.querySelector(".exercise__solution pre");
  const title = exercise.querySelector(".exercise__title").textContent;
  return solution ? [make("h3", "", { textContent: title }), solution.cloneNode(true)] : [];
}

function ofQuestion(question) {
  const right = question.querySelector('.question__why[data-right="true"]');
  const asked = make("h3", "", { textContent: question.querySelector("legend").textContent });
  return [asked, make("p", "", { textContent: right.textContent.trim().replace(/\s+/g, " ") })];
}
