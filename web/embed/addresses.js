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
  const [topic, lab] = [read("topic"), read("lab").replace(/^#/, "")];
  const folder = lang === "de" ? "de/" : "";
  if (PLAIN.test(topic)) {
    // The smallest that is asked for is shown.
    const part = ["exercise", "figure", "screen"].find((name) => PLAIN.test(read(name)));
    return { topic, part, id: part ? read(part) : "", lab: "", folder };
  }
  return !topic && element.hasAttribute("lab") ? { topic: "", id: "", lab, folder } : undefined;
}

/** The picture that stands there before the first click, where `drawn` names it: only networks have one. */
export function poster(root, { topic, part, id }, theme, drawn) {
  const name = `${topic || "lab"}/${part && part !== "screen" ? `${part}-${id}` : id || "poster"}`;
  return drawn.includes(name) ? `${root}embed/${name}${theme === "dark" ? "-dark" : ""}.png` : "";
}

/** What the frame shows; `fit` says that its height is followed. */
export function frame(root, { topic, part, id, lab, folder }, theme) {
  const first = topic ? part && `${part}=${id}` : lab;
  const hash = [first, `theme=${theme}`, "fit=1"].filter(Boolean).join("&");
  return `${root}${folder}embed/${topic || "lab"}/#${hash}`;
}

/** The same as a page of its own. A screen's number is no anchor there. */
export function page(root, { topic, part, id, lab, folder }) {
  if (!topic) return `${root}${folder}playground/${lab && `#${lab}`}`;
  const anchor = part === "screen" ? id : `${part}-${id}`;
  return `${root}${folder}learn/${topic}/${part && /\D/.test(id) ? `#${anchor}` : ""}`;
}
