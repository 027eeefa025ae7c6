// The code editor, on CodeMirror: what `web/js/editor.js` loads when a page with an editor opens.
//
// It stands in a shadow root: there CodeMirror puts its style into constructed sheets, which a
// policy without inline style allows. Colours are the page's own (web/style/tokens.css): custom
// properties reach into the root.
import { acceptCompletion, autocompletion, closeBrackets, closeBracketsKeymap, completionStatus } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentLess, indentMore } from "@codemirror/commands";
import { goLanguage } from "@codemirror/lang-go";
import { bracketMatching, HighlightStyle, indentOnInput, indentUnit, LanguageSupport, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, nextDiagnostic, previousDiagnostic, setDiagnostics } from "@codemirror/lint";
import { Annotation, Compartment, EditorSelection, EditorState, Prec, RangeSet, StateEffect, StateField } from "@codemirror/state";
import {
  Decoration,
  drawSelection,
  EditorView,
  gutter,
  GutterMarker,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";

const theme = EditorView.theme({
  "&": { height: "100%", color: "var(--ink)", backgroundColor: "var(--sheet)", fontSize: "var(--text-s)" },
  "&.cm-focused": { outline: "var(--ring) solid var(--focus)", outlineOffset: "-3px" },
  ".cm-scroller": { fontFamily: "var(--font-mono)", lineHeight: "1.5", overflow: "auto" },
  ".cm-content": { caretColor: "var(--ink)", padding: "var(--space-xs) 0" },
  ".cm-cursor": { borderLeftColor: "var(--ink)", borderLeftWidth: "2px" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    background: "var(--accent-soft)",
  },
  ".cm-gutters": { backgroundColor: "var(--sunken)", color: "var(--ink-soft)", borderRight: "var(--line) solid var(--rule)" },
  ".cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--sunken) 55%, transparent)" },
  ".cm-activeLineGutter": { backgroundColor: "var(--rule)", color: "var(--ink)" },
  ".cm-matchingBracket, &.cm-focused .cm-matchingBracket": {
    backgroundColor: "transparent",
    outline: "1px solid var(--edge)",
  },
  ".cm-nonmatchingBracket, &.cm-focused .cm-nonmatchingBracket": { backgroundColor: "var(--warning-soft)" },
  ".cm-breakpoints .cm-gutterElement": { minWidth: "1.25rem", padding: "0 0.2rem", cursor: "pointer", textAlign: "center" },
  ".cm-breakpoint": { color: "var(--warning)" },
  ".cm-stopped": { backgroundColor: "var(--accent-soft)", boxShadow: "inset 4px 0 0 var(--accent)" },
  ".cm-tooltip": { color: "var(--ink)", backgroundColor: "var(--sheet)", border: "var(--line) solid var(--edge)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "var(--font-mono)", maxHeight: "14rem" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { color: "var(--on-accent)", background: "var(--accent)" },
  ".cm-completionDetail": { color: "var(--ink-soft)", fontStyle: "normal" },
  "li[aria-selected] .cm-completionDetail": { color: "inherit" },
  ".cm-completionInfo": { maxWidth: "26rem", fontFamily: "var(--font-text)", whiteSpace: "pre-wrap" },
  ".cm-diagnostic": { maxWidth: "34rem", padding: "var(--space-xs) var(--space-s)", fontFamily: "var(--font-text)" },
  ".cm-diagnostic-error": { borderLeft: "4px solid var(--warning)" },
  ".cm-diagnosticText": { fontFamily: "var(--font-mono)", whiteSpace: "pre-wrap" },
  ".cm-explanation": { fontFamily: "var(--font-text)", marginTop: "var(--space-2xs)", whiteSpace: "pre-wrap" },
  // An underline that is not told from text by its colour alone.
  ".cm-lintRange-error": { backgroundImage: "none", textDecoration: "underline wavy var(--warning) 1.5px", textUnderlineOffset: "3px" },
  ".cm-lint-marker-error": { content: "none", width: "auto", color: "var(--warning)", fontWeight: "700" },
  ".cm-lint-marker-error::before": { content: "'✕'" },
  ".cm-diagnostic-warning": { borderLeft: "4px dotted var(--ink-soft)" },
  ".cm-lintRange-warning": { backgroundImage: "none", textDecoration: "underline dotted var(--ink-soft) 2px", textUnderlineOffset: "3px" },
  ".cm-lint-marker-warning": { content: "none", width: "auto", color: "var(--ink-soft)", fontWeight: "700" },
  ".cm-lint-marker-warning::before": { content: "'!'" },
});

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.modifier], color: "var(--accent)", fontWeight: "600" },
  { tag: [tags.string, tags.character, tags.special(tags.string)], color: "var(--class-a)" },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], color: "var(--class-b)" },
  { tag: [tags.comment], color: "var(--ink-soft)", fontStyle: "italic" },
  { tag: [tags.typeName, tags.namespace], color: "var(--class-b)" },
  { tag: [tags.definition(tags.variableName), tags.function(tags.variableName)], color: "var(--ink)" },
]);

/** Milliseconds for which Tab leaves after Escape, as CodeMirror has it. */
const LEAVING_MS = 2000;

/** Escape lets the next Tab leave the editor, unless it closes a list that is seen. */
function letTabLeave(view) {
  if (completionStatus(view.state) !== "active") view.setTabFocusMode(LEAVING_MS);
  return false;
}

/** A change that comes from the page and not from the learner. */
const silent = Annotation.define();

/** The line that a program stands at; none where it does not stand. */
const setStopped = StateEffect.define();
const stopped = StateField.define({
  create: () => Decoration.none,
  update(marks, transaction) {
    let next = marks.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (effect.is(setStopped)) next = lineMark(transaction.state, effect.value);
    }
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});

function lineMark(state, line) {
  if (!line || line > state.doc.lines) return Decoration.none;
  return Decoration.set(Decoration.line({ class: "cm-stopped", attributes: { "aria-current": "step" } }).range(state.doc.line(line).from));
}

const breakpoint = new (class extends GutterMarker {
  toDOM() {
    const mark = document.createElement("span");
    mark.className = "cm-breakpoint";
    mark.textContent = "●";
    return mark;
  }
})();
/** One by the start of its line, or all of them. */
const toggleBreakpoint = StateEffect.define();
const setBreakpoints = StateEffect.define();
const breakpoints = StateField.define({
  create: () => RangeSet.empty,
  update(marks, transaction) {
    let next = marks.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (effect.is(toggleBreakpoint)) next = toggled(next, effect.value);
      if (effect.is(setBreakpoints)) next = RangeSet.of(effect.value.map((from) => breakpoint.range(from)), true);
    }
    return next;
  },
});

function toggled(marks, from) {
  let there = false;
  marks.between(from, from, () => void (there = true));
  return there
    ? marks.update({ filter: (at) => at !== from })
    : marks.update({ add: [breakpoint.range(from)], sort: true });
}

/** The lines with a breakpoint, each once: two may have met when the text between them went. */
function linesOf(state) {
  const lines = new Set();
  state.field(breakpoints).between(0, state.doc.length, (from) => void lines.add(state.doc.lineAt(from).number));
  return [...lines];
}

function toggleAt(view, place) {
  view.dispatch({ effects: toggleBreakpoint.of(view.state.doc.lineAt(place).from) });
  return true;
}

/** An editor of one file at a time; each file keeps its own history, cursor and breakpoints. */
class Code {
  /**
   * `words`: `label`, and CodeMirror's phrases. `hear`: what is called with news, `changed(name, text)`,
   * `breakpoints(name, lines)` and `complete(name, text, place)`, which promises the completions.
   */
  constructor(host, words, hear) {
    this.hear = hear;
    this.files = new Map();
    this.name = "";
    this.locked = new Compartment();
    const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
    this.extensions = this.setUp(words);
    this.view = new EditorView({ parent: root, root, state: this.fresh("") });
  }

  setUp(words) {
    return [
      gutter({
        class: "cm-breakpoints",
        markers: (view) => view.state.field(breakpoints),
        initialSpacer: () => breakpoint,
        domEventHandlers: { mousedown: (view, line) => toggleAt(view, line.from) },
      }),
      breakpoints,
      stopped,
      lineNumbers(),
      lintGutter(),
      history(),
      highlightSpecialChars(),
      drawSelection(),
      indentOnInput(),
      bracketMatching(),
      closeBrackets(),
      highlightActiveLine(),
      highlightActiveLineGutter(),
      // Before the completions' own: they take the key even while they are only asked for.
      Prec.highest(keymap.of([{ key: "Escape", run: letTabLeave }])),
      autocompletion({ override: [(context) => this.complete(context)] }),
      new LanguageSupport(goLanguage),
      indentUnit.of("\t"),
      EditorState.tabSize.of(4),
      syntaxHighlighting(colours),
      theme,
      EditorState.phrases.of(words.phrases),
      EditorView.contentAttributes.of({ "aria-label": words.label, spellcheck: "false", autocapitalize: "off", translate: "no" }),
      this.locked.of([]),
      // Where its text cannot be changed the editor is still reached by keys.
      EditorView.contentAttributes.of({ tabindex: "0" }),
      Prec.high(
        keymap.of([
          { key: "Tab", run: acceptCompletion },
          { key: "Tab", run: indentMore, shift: indentLess },
          { key: "F8", run: nextDiagnostic, shift: previousDiagnostic },
        ]),
      ),
      // The page's own keys come first: what a learner runs a program with makes no line.
      keymap.of([...closeBracketsKeymap, ...historyKeymap, ...defaultKeymap.filter(({ key }) => key !== "Mod-Enter")]),
      // Files are the page's to open; the editor would put what they hold into the text.
      EditorView.domEventHandlers({ drop: (event) => event.dataTransfer?.files.length > 0 }),
      EditorView.updateListener.of((update) => this.updated(update)),
    ];
  }

  fresh(text) {
    return EditorState.create({ doc: text, extensions: this.extensions });
  }

  updated({ docChanged, state, transactions }) {
    const own = transactions.some((transaction) => transaction.annotation(silent) !== true);
    if (docChanged && own) this.hear.changed(this.name, state.doc.toString());
    const marked = transactions.some(({ effects }) => effects.some((effect) => effect.is(toggleBreakpoint)));
    if (marked || (docChanged && state.field(breakpoints).size > 0)) this.hear.breakpoints(this.name, linesOf(state));
  }

  /** Shows a file; where its text is another than the editor's, the new one, which can be undone. */
  show(name, text) {
    if (name !== this.name) {
      this.files.set(this.name, this.view.state);
      this.name = name;
      this.view.setState(this.files.get(name) ?? this.fresh(text));
      this.view.dispatch({ effects: this.locked.reconfigure(this.lock ?? []) });
    }
    const { doc, selection } = this.view.state;
    if (doc.toString() === text) return;
    const { number, from } = doc.lineAt(selection.main.head);
    const changes = difference(doc.toString(), text);
    this.view.dispatch({ changes, annotations: silent.of(true) });
    // The cursor stays in its line and column, which is where the eye is.
    const line = this.view.state.doc.line(Math.min(number, this.view.state.doc.lines));
    const place = Math.min(line.from + selection.main.head - from, line.to);
    this.view.dispatch({ selection: EditorSelection.cursor(place) });
  }

  /** Forgets everything but the files of these names. */
  keep(names) {
    for (const name of this.files.keys()) if (!names.includes(name)) this.files.delete(name);
  }

  /** `[{ from, to, message, explanation, severity }]`, `severity` being "error" or "warning", places in UTF-16 units of the file that is shown. */
  mark(problems) {
    const { doc } = this.view.state;
    const diagnostics = problems
      .filter(({ from }) => from <= doc.length)
      .map(({ from, to, message, explanation, severity }) => ({
        from,
        to: to > from ? Math.min(to, doc.length) : endOfWord(doc, from),
        severity,
        message,
        renderMessage: () => told(message, explanation),
      }));
    this.view.dispatch(setDiagnostics(this.view.state, diagnostics));
  }

  /** The line that the program stands at, which is scrolled to; 0 for none. */
  stopAt(line) {
    const effects = [setStopped.of(line)];
    if (line > 0 && line <= this.view.state.doc.lines) {
      effects.push(EditorView.scrollIntoView(this.view.state.doc.line(line).from, { y: "nearest", yMargin: 60 }));
    }
    this.view.dispatch({ effects });
  }

  /** Puts the cursor at a place and the focus into the editor. */
  goTo(place) {
    const head = Math.min(place, this.view.state.doc.length);
    this.view.dispatch({ selection: EditorSelection.cursor(head), effects: EditorView.scrollIntoView(head, { y: "center" }) });
    this.view.focus();
  }

  /** While a program is stepped through its text stays as it is; it can be read and marked. */
  setLocked(locked) {
    this.lock = locked ? [EditorState.readOnly.of(true), EditorView.editable.of(false)] : [];
    this.view.dispatch({ effects: this.locked.reconfigure(this.lock) });
  }

  breakAt(lines) {
    const { doc } = this.view.state;
    const places = lines.filter((line) => line <= doc.lines).map((line) => doc.line(line).from);
    this.view.dispatch({ effects: setBreakpoints.of(places) });
  }

  /** Sets or takes away the breakpoint of the cursor's line. */
  toggleBreakpoint() {
    toggleAt(this.view, this.view.state.selection.main.head);
  }

  /** The line that the cursor is in. */
  line() {
    return this.view.state.doc.lineAt(this.view.state.selection.main.head).number;
  }

  async complete(context) {
    const word = context.matchBefore(/[\p{L}_][\p{L}\p{N}_]*/u);
    const dot = context.matchBefore(/\.$/);
    if (!word && !dot && !context.explicit) return null;
    const found = await this.hear.complete(this.name, context.state.doc.toString(), context.pos);
    if (context.aborted || !found?.length) return null;
    return {
      from: word ? word.from : context.pos,
      options: found.map(({ label, kind, detail, about, import: path }) => {
        return { label, type: kind, detail, info: about ? () => documentation(about) : undefined, apply: path ? importing(label, path) : undefined };
      }),
      validFor: /^[\p{L}\p{N}_]*$/u,
    };
  }

  destroy() {
    this.view.destroy();
  }
}

/** Where what begins at a place ends: a text in quotes, a word, or one sign. */
function endOfWord(doc, from) {
  const rest = doc.sliceString(from, doc.lineAt(from).to);
  return from + (/^(?:"[^"]*"|[\p{L}\p{N}_]+|.)/u.exec(rest)?.[0].length ?? 0);
}

/** Puts a completion in its place, and the import that it needs at the top of the file. */
function importing(label, path) {
  return (view, completion, from, to) => {
    const changes = [{ from, to, insert: label }, importOf(view.state.doc.toString(), path)];
    view.dispatch({ changes, selection: EditorSelection.cursor(from + label.length + changes[1].insert.length), userEvent: "input.complete" });
  };
}

function importOf(text, path) {
  const group = /^import \(\n/m.exec(text);
  if (group) return { from: group.index + group[0].length, insert: `\t"${path}"\n` };
  const single = /^import /m.exec(text);
  if (single) return { from: single.index, insert: `import "${path}"\n` };
  const clause = /^package .*\n?/m.exec(text);
  return { from: clause ? clause.index + clause[0].length : 0, insert: `\nimport "${path}"\n` };
}

function told(message, explanation) {
  const element = document.createElement("div");
  const text = element.appendChild(document.createElement("div"));
  text.className = "cm-diagnosticText";
  text.textContent = message;
  if (explanation) {
    const about = element.appendChild(document.createElement("div"));
    about.className = "cm-explanation";
    about.textContent = explanation;
  }
  return element;
}

/** What a name is for, as Go's documentation has it: in English, whatever the page speaks. */
function documentation(about) {
  const element = document.createElement("div");
  element.lang = "en";
  element.textContent = about;
  return element;
}

/** The one change that makes `next` of `text`. */
function difference(text, next) {
  const shorter = Math.min(text.length, next.length);
  let start = 0;
  while (start < shorter && text[start] === next[start]) start++;
  let end = 0;
  while (end < shorter - start && text[text.length - 1 - end] === next[next.length - 1 - end]) end++;
  return { from: start, to: text.length - end, insert: next.slice(start, next.length - end) };
}

export const openCode = (host, words, hear) => new Code(host, words, hear);
