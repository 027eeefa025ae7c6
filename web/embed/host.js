// The way from a frame to the page that it is in.
import { message } from "./messages.js";

/** The page may also be opened by itself. */
export const framed = window.parent !== window;

export function tell(type, fields) {
  // The host may be on any origin, and all of this is meant for it.
  if (framed) window.parent.postMessage(message(type, fields), "*");
}
