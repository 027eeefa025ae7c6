// What a SCORM 1.2 platform is told of the lesson, by the functions that it puts beside it.
import { openLesson, say } from "./lesson.js";

/** How many windows up an API is looked for. */
const LEVELS = 7;
/** The longest suspend data that every platform keeps. */
const MOST = 4096;

const begun = Date.now();
const platform = connect();
const status = platform?.get("cmi.core.lesson_status") ?? "";
/** Of a lesson that is only looked at again, nothing new is told. */
const counts = !["browse", "review"].includes(platform?.get("cmi.core.lesson_mode") ?? "");
const saved = platform ? savedState() : undefined;

const lesson = openLesson([platform?.get("cmi.student_preference.language") ?? ""], {
  ready: () => saved && lesson.restore(saved),
  progress: keep,
  complete: ({ score }) => finish(score),
});

if (!platform) say(lesson.words.alone);
else if (counts && ["", "not attempted"].includes(status)) set({ "cmi.core.lesson_status": "incomplete" });
addEventListener("pagehide", leave, { once: true });

/** The platform's functions, or nothing where none answers. */
function connect() {
  const api = find(window) ?? (window.opener && find(window.opener));
  if (!api || String(api.LMSInitialize("")) !== "true") return undefined;
  return {
    get: (name) => String(api.LMSGetValue(name) ?? ""),
    set: (name, value) => String(api.LMSSetValue(name, value)) === "true",
    commit: () => String(api.LMSCommit("")) === "true",
    finish: () => api.LMSFinish(""),
  };
}

function find(first) {
  let place = first;
  for (let level = 0; level <= LEVELS; level++) {
    try {
      if (place.API) return place.API;
    } catch {
      // A window of another origin keeps its things to itself; one above it may not.
    }
    if (place.parent === place) return undefined;
    place = place.parent;
  }
  return undefined;
}

/** What was kept at an earlier visit; at the least, which screen it was. */
function savedState() {
  const screen = platform.get("cmi.core.lesson_location");
  try {
    return JSON.parse(platform.get("cmi.suspend_data"));
  } catch {
    return screen ? { screen } : undefined;
  }
}

function set(values) {
  if (!platform) return;
  const taken = Object.entries(values).map(([name, value]) => platform.set(name, value));
  if (!platform.commit() || taken.includes(false)) say(lesson.words.refused);
}

function keep({ screen, state }) {
  const text = JSON.stringify(state);
  set({
    "cmi.core.lesson_location": screen ?? "",
    // Cut off it would be of no use; the place is kept all the same.
    ...(text.length <= MOST && { "cmi.suspend_data": text }),
  });
}

/** `score`: 0 to 1, or null where nothing was asked. */
function finish(score) {
  if (!platform || !counts) return;
  if (score === null) return set({ "cmi.core.lesson_status": "completed" });
  const percent = Math.round(score * 100);
  const mastery = Number.parseFloat(platform.get("cmi.student_data.mastery_score"));
  const judged = percent >= mastery ? "passed" : "failed";
  set({
    "cmi.core.score.min": "0",
    "cmi.core.score.max": "100",
    "cmi.core.score.raw": String(percent),
    "cmi.core.lesson_status": Number.isNaN(mastery) ? "completed" : judged,
  });
}

function leave() {
  if (!platform) return;
  set({
    "cmi.core.session_time": time(Date.now() - begun),
    // Also after the end: who comes back finds the answers.
    "cmi.core.exit": "suspend",
  });
  platform.finish();
}

/** `HHHH:MM:SS.SS` */
function time(milliseconds) {
  const hundredths = Math.floor(milliseconds / 10);
  const two = (number) => String(number).padStart(2, "0");
  const [seconds, minutes] = [Math.floor(hundredths / 100), Math.floor(hundredths / 6000)];
  const hours = String(Math.min(9999, Math.floor(minutes / 60))).padStart(4, "0");
  return `${hours}:${two(minutes % 60)}:${two(seconds % 60)}.${two(hundredths % 100)}`;
}
