// Where a lesson's poster, frame and page are, seen from the site's root.

/** No slash and no dot, so that no attribute leads out of the site. */
const PLAIN = /^[a-z0-9-]+$/i;

/**
 * The site's root. embed.js may be a classic script, a module, or imported by one: a classic
 * script is told its address, and for the others the first line of a stack names it.
 */
export function ownRoot() {
  const stack = /[a-z]+:\/\/[^\s()]+?(?=:\d+:\d+)/.exec(new Error().stack ?? "");
  return new URL("./", document.currentScript?.src || stack?.[0] || document.baseURI).href;
}

/** What an element asks for, in words that fit an address; nothing where it asks for nothing. */
export function wanted(element, lang) {
  const read = (name) => element.getAttribute(name)?.trim() ?? "";
  const [topic, screen, lab] = [read("topic"), read("screen"), read("lab").replace(/^#/, "")];
  const folder = lang === "de" ? "de/" : "";
  if (PLAIN.test(topic)) return { topic, screen: PLAIN.test(screen) ? screen : "", lab: "", folder };
  return !topic && element.hasAttribute("lab") ? { topic: "", screen: "", lab, folder } : undefined;
}

/** The picture that stands there before the first click. */
export function poster(root, { topic, screen }, theme) {
  const dark = theme === "dark" ? "-dark" : "";
  return `${root}embed/${topic || "lab"}/${(topic && screen) || "poster"}${dark}.png`;
}

/** What the frame shows; `fit` says that its height is followed. */
export function frame(root, { topic, screen, lab, folder }, theme) {
  const first = topic ? screen && `screen=${screen}` : lab;
  const hash = [first, `theme=${theme}`, "fit=1"].filter(Boolean).join("&");
  return `${root}${folder}embed/${topic || "lab"}/#${hash}`;
}

/** The same as a page of its own. A screen's number is no anchor there. */
export function page(root, { topic, screen, lab, folder }) {
  if (!topic) return `${root}${folder}playground/${lab && `#${lab}`}`;
  return `${root}${folder}learn/${topic}/${/\D/.test(screen) ? `#${screen}` : ""}`;
}
