// The text of a PDF that Chromium wrote: its pages' glyphs, through the table of characters that each
// font brings. Only what Chromium writes is read: no object streams, no encryption, text as hex.
import { inflateSync } from "node:zlib";

interface Entry {
  /** The dictionary, as text. */
  head: string;
  stream?: Buffer;
}

/** The text of each page, in the order in which it was drawn. */
export function pagesOf(pdf: Buffer): string[] {
  const objects = objectsOf(pdf);
  const pages = [...objects.values()].filter(({ head }) => /\/Type\s*\/Page\b/.test(head));
  return pages.map((page) => textOf(page, objects));
}

function objectsOf(pdf: Buffer): Map<string, Entry> {
  const source = pdf.toString("latin1");
  const objects = new Map<string, Entry>();
  for (const match of source.matchAll(/(?:^|\n)(\d+) 0 obj\s/g)) {
    const start = match.index + match[0].length;
    const end = source.indexOf("endobj", start);
    const stream = source.slice(start, end).search(/stream\r?\n/);
    const head = source.slice(start, stream < 0 ? end : start + stream);
    objects.set(match[1], stream < 0 ? { head } : { head, stream: streamOf(pdf, source, head, start + stream) });
  }
  return objects;
}

function streamOf(pdf: Buffer, source: string, head: string, at: number): Buffer | undefined {
  const begin = at + (/stream\r?\n/.exec(source.slice(at, at + 10))?.[0].length ?? 0);
  const bytes = pdf.subarray(begin, begin + Number(/\/Length (\d+)/.exec(head)?.[1]));
  if (!head.includes("/FlateDecode")) return bytes;
  try {
    return inflateSync(bytes);
  } catch {
    return undefined;
  }
}

function textOf(page: Entry, objects: Map<string, Entry>): string {
  const get = (reference?: string) => objects.get(reference ?? "");
  const resources = get(/\/Resources (\d+) 0 R/.exec(page.head)?.[1])?.head ?? page.head;
  const fonts = new Map<string, Map<string, string>>();
  for (const [, name, reference] of resources.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
    const table = get(/\/ToUnicode (\d+) 0 R/.exec(get(reference)?.head ?? "")?.[1])?.stream;
    fonts.set(name, charactersOf(table?.toString("latin1") ?? ""));
  }
  // What is half transparent is drawn as a form: an object with contents and resources of its own.
  const forms = new Map([...resources.matchAll(/\/(X\d+) (\d+) 0 R/g)].map(([, name, reference]) => [name, get(reference)]));
  const own = get(/\/Contents (\d+) 0 R/.exec(page.head)?.[1]) ?? page;
  const contents = own.stream?.toString("latin1") ?? "";
  let characters = new Map<string, string>();
  let text = "";
  for (const [, font, form, hex] of contents.matchAll(/\/(F\d+) [\d.]+ Tf|\/(X\d+) Do|<([0-9A-Fa-f]+)>/g)) {
    const drawn = form && forms.get(form);
    if (drawn && drawn.head.includes("/Form")) text += textOf(drawn, objects);
    if (font) characters = fonts.get(font) ?? new Map();
    else for (const glyph of hex?.match(/.{4}/g) ?? []) text += characters.get(glyph.toUpperCase()) ?? "";
  }
  return text;
}

/** What each glyph stands for, by its number in four hexadecimal digits. */
function charactersOf(table: string): Map<string, string> {
  const characters = new Map<string, string>();
  for (const [, block] of table.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
    for (const [, glyph, text] of block.matchAll(/<(\w+)>\s*<(\w+)>/g)) characters.set(glyph.toUpperCase(), decoded(text));
  }
  for (const [, block] of table.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    for (const [, from, to, first] of block.matchAll(/<(\w+)>\s*<(\w+)>\s*<(\w+)>/g)) {
      const [begin, end, code] = [from, to, first].map((hex) => Number.parseInt(hex, 16));
      for (let glyph = begin; glyph <= end; glyph += 1) {
        const key = glyph.toString(16).toUpperCase().padStart(4, "0");
        characters.set(key, String.fromCodePoint(code + glyph - begin));
      }
    }
  }
  return characters;
}

/** UTF-16, as hexadecimal digits. */
function decoded(hex: string): string {
  return String.fromCharCode(...(hex.match(/.{4}/g) ?? []).map((unit) => Number.parseInt(unit, 16)));
}
