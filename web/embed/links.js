// Links in a frame: to a screen they turn to it, and all others lead out of the frame.
import { tell } from "./host.js";
import { focus } from "./screens.js";

/** A link to a screen turns to it, before the app hears of it; one that is not shown is elsewhere. */
export function turn(event, lesson) {
  const link = event.target.closest?.("a[href^='#']");
  const screen = link?.getAttribute("href").slice(1);
  if (!screen || !lesson.article?.querySelector(`.screen[id="${CSS.escape(screen)}"]`)) return;
  event.preventDefault();
  event.stopPropagation();
  if (lesson.goTo(screen)) focus(lesson.screens.heading);
  else openOutside(`${lesson.activity.id}#${screen}`);
}

/** A link that leads away does so in a tab of its own; a sandbox may forbid even that. */
function openOutside(href) {
  const tab = window.open(href, "_blank");
  if (tab) tab.opener = null;
  else tell("link", { href });
}

export function follow(event) {
  const link = event.target.closest?.("a[href]");
  if (!link || event.defaultPrevented || event.button !== 0) return;
  const to = new URL(link.href, document.baseURI);
  if (to.href.split("#")[0] === location.href.split("#")[0]) return;
  event.preventDefault();
  // A link of a lesson to another one leads to its page, not to its frame.
  const ours = to.origin === new URL(document.baseURI).origin;
  openOutside(ours ? to.href.replace("/embed/", "/learn/") : to.href);
}
