// What keys do to a presentation. Remote controls send Page Up and Page Down, and some of them B.

const KEYS = {
  PageDown: (view) => view.step(1),
  PageUp: (view) => view.step(-1),
  ArrowRight: (view) => view.step(1),
  ArrowDown: (view) => view.step(1),
  ArrowLeft: (view) => view.step(-1),
  ArrowUp: (view) => view.step(-1),
  Home: (view) => view.talk.go(0),
  End: (view) => view.talk.go(view.talk.all.length - 1),
  f: (view) => view.fullScreen(),
  b: (view) => view.talk.darken(),
  ".": (view) => view.talk.darken(),
  n: (view) => view.toggleNotes(),
  w: (view) => view.openWindow(),
  Escape: (view) => view.leave(),
};

/** What uses keys itself, and a page that is one slide uses nothing. */
const OWN = "input, select, textarea, [contenteditable], [role=slider], [role=tab], [role=grid], [role=tree], [role=listbox], [role=application], .figure, .exercise";

export function keyed(event, view) {
  const act = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!act || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  const target = event.composedPath()[0];
  const paging = event.key.startsWith("Page");
  // A remote control has no other way out of an editor.
  if (!paging && target instanceof Element && uses(event)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  act(view);
}

function uses(event) {
  return event.composedPath().some((element) => element instanceof Element && element.matches(OWN));
}
