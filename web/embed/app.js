// What a frame asks of the app, which may still be on its way: it is asked again until it is there.
import { tell } from "./host.js";
import { words } from "./words.js";

/** How long a command waits for a figure that is still being fetched. */
const PATIENCE_MS = 30_000;
const RETRY_MS = 200;

/** Asks for what the host wants. The app accepts by preventDefault, and answers when it is done. */
export function command({ id, name, args }) {
  const end = Date.now() + PATIENCE_MS;
  const ask = () => {
    const event = new CustomEvent("burrow:command", { cancelable: true, detail: { id, name, args } });
    if (!document.dispatchEvent(event)) return;
    // The figure's program may still be on its way.
    if (Date.now() < end) setTimeout(ask, RETRY_MS);
    else tell("answer", { id, ok: false, why: words(document.documentElement.lang).silent });
  };
  ask();
}

/** Has the app say something of a chosen option, as soon as it is there. */
export function judge(input, end = Date.now() + PATIENCE_MS) {
  let heard = false;
  const hear = () => (heard = true);
  document.addEventListener("burrow:answered", hear);
  input.dispatchEvent(new Event("change", { bubbles: true }));
  document.removeEventListener("burrow:answered", hear);
  if (heard || Date.now() > end) return;
  // Meanwhile another option may have been chosen.
  setTimeout(() => input.checked && judge(input, end), RETRY_MS);
}
