// The lesson of a package in its frame, for the two adapters.
import { FROM_FRAME, message, read } from "./messages.js";

const WORDS = {
  en: {
    alone: "This lesson was not opened by a learning platform: your progress is not kept.",
    refused: "The learning platform did not take this: your progress may not be kept.",
    leave: "Leave the lesson",
  },
  de: {
    alone: "Diese Lektion wurde nicht von einer Lernplattform geöffnet: Dein Fortschritt wird nicht aufgehoben.",
    refused: "Die Lernplattform hat dies nicht angenommen: Dein Fortschritt wird vielleicht nicht aufgehoben.",
    leave: "Die Lektion verlassen",
  },
};

/**
 * Opens the lesson. `languages`: what the learner prefers, the first choice first. `on`: what to
 * do with the frame's messages, by their type.
 */
export function openLesson(languages, on) {
  const { frame, frameDe } = document.body.dataset;
  const known = languages.map((tag) => tag.trim().slice(0, 2).toLowerCase()).find((tag) => tag in WORDS);
  const german = known === "de" && frameDe;
  document.documentElement.lang = german ? "de" : "en";
  const element = document.createElement("iframe");
  element.title = document.title;
  element.allow = "fullscreen";
  element.src = german ? frameDe : frame;
  addEventListener("message", (event) => {
    if (event.source !== element.contentWindow || event.origin !== location.origin) return;
    const heard = read(event.data, FROM_FRAME);
    if (heard) on[heard.type]?.(heard);
  });
  document.body.append(element);
  return {
    words: WORDS[german ? "de" : "en"],
    restore: (state) => element.contentWindow.postMessage(message("restore", { state }), location.origin),
  };
}

export function say(sentence) {
  document.getElementById("note").textContent = sentence;
}
