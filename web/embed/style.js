// How an element looks before its frame is there. A constructed stylesheet, because a strict
// policy of the host forbids inline ones; the host may restyle the parts.

const CSS = `
:host { display: block; }
:host([hidden]) { display: none; }
.box { position: relative; }
.start {
  --paper: #f7f6f2; --ink: #1d2120; --accent: #0d6b5e; --on-accent: #fff; --edge: #85887f;
  position: relative; z-index: 1; display: grid; grid-template-rows: minmax(0, 1fr) auto;
  box-sizing: border-box; width: 100%;
  aspect-ratio: var(--burrow-ratio, 16 / 9); min-height: 9rem; padding: 0; overflow: hidden;
  border: 1px solid var(--edge); border-radius: 8px;
  background: var(--paper); color: var(--ink); font: inherit; cursor: pointer;
}
.dark .start {
  --paper: #131615; --ink: #e9ebe7; --accent: #6fcdb8; --on-accent: #0c1a17; --edge: #7b8581;
}
.poster { width: 100%; height: 100%; object-fit: contain; }
.poster[hidden] { visibility: hidden; }
.name {
  grid-row: 2; padding: .75rem 1rem; text-align: start; font-weight: 600;
  background: var(--accent); color: var(--on-accent);
}
.name::before { content: "\\25B6\\FE0E" / ""; margin-inline-end: .6em; }
[aria-disabled] .name::before { content: none; }
.start:focus-visible, .end:focus { outline: 3px solid #0b57d0; outline-offset: 2px; }
.dark .start:focus-visible, .dark ~ .end:focus { outline-color: #a8c7fa; }
iframe { display: block; width: 100%; border: 0; color-scheme: light dark; }
.start ~ iframe { position: absolute; inset: 0; }
.note:empty, .end:not(:focus) { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); }
.note, .end { margin: .5rem 0 0; font-size: .875rem; }
@media (forced-colors: active) { .name { border-top: 1px solid; } }
`;

let sheet;

export function style(root) {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(CSS);
  }
  root.adoptedStyleSheets = [sheet];
}
