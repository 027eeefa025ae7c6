// Elements in a line.

export function make(tag, className, properties = {}) {
  return Object.assign(document.createElement(tag), { className, ...properties });
}

export function button(text, className, onclick) {
  return make("button", className, { type: "button", textContent: text, onclick });
}
