// Finds places in the lessons, through MiniSearch. The list of them is made by the build and fetched
// when somebody looks for something for the first time.
import MiniSearch from "minisearch";

/** More than anybody reads. */
const MOST = 30;
/** Characters of a sentence that are shown. */
const LONGEST = 240;

/** Go's names may hold digits and underscores; hyphens join words, and everything else keeps them apart. */
const WORD = /[\p{L}\p{N}_]+(?:-[\p{L}\p{N}_]+)*/gu;

/** What a word is found by: over-fitting by over, by fitting and by overfitting. */
function spellings(word) {
  const parts = word.split("-");
  return parts.length > 1 ? [...parts, parts.join("")] : parts;
}

const OPTIONS = {
  fields: ["title", "text"],
  tokenize: (text) => (text.match(WORD) ?? []).flatMap(spellings),
  searchOptions: {
    boost: { title: 3 },
    // What a word means comes before where it is used.
    boostDocument: (_id, _term, { kind }) => (kind === "term" ? 1.5 : 1),
    combineWith: "AND",
    prefix: (term) => term.length > 1,
    // A slip in a word of five letters or more.
    fuzzy: (term) => (term.length > 4 ? 0.2 : false),
  },
  storeFields: ["kind"],
};

/** By address: the places, and their index. */
const indexes = new Map();

async function open(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  const places = await response.json();
  const index = new MiniSearch(OPTIONS);
  index.addAll(places.map((place, id) => ({ ...place, id })));
  return { places, index };
}

/** Whether a word is one of these, which MiniSearch has matched. */
const isMeant = (word, words) => spellings(word).some((token) => words.has(token.toLowerCase()));

/** How many of a text's words are meant. */
const holds = (sentence, words) => (sentence.match(WORD) ?? []).filter((word) => isMeant(word, words)).length;

/** The sentence that says most about the words; the first where none does. */
function sentenceOf(text, words) {
  // A point within a number or a name ends no sentence.
  const sentences = text.split(/(?<=[.?!])\s+/);
  let best = sentences[0];
  for (const sentence of sentences) if (holds(sentence, words) > holds(best, words)) best = sentence;
  return best.trim();
}

/** Cut to a length that is read at a glance, around the first of the words. */
function cut(sentence, words) {
  if (sentence.length <= LONGEST) return sentence;
  const first = [...sentence.matchAll(WORD)].find(([word]) => isMeant(word, words))?.index ?? 0;
  const begin = Math.max(0, Math.min(first - LONGEST / 2, sentence.length - LONGEST));
  const piece = sentence.slice(begin, begin + LONGEST);
  return `${begin > 0 ? "… " : ""}${piece.trim()}${begin + LONGEST < sentence.length ? " …" : ""}`;
}

/** The sentence in parts: what was looked for is every second one. */
function parts(sentence, words) {
  const parts = [""];
  let end = 0;
  for (const { 0: word, index } of sentence.matchAll(WORD)) {
    if (!isMeant(word, words)) continue;
    parts[parts.length - 1] += sentence.slice(end, index);
    parts.push(word, "");
    end = index + word.length;
  }
  parts[parts.length - 1] += sentence.slice(end);
  return parts;
}

/** The places that hold all words, best first: `{ hits: [{ topic, place, kind, title, parts }], all }`. */
export async function find(address, words) {
  if (!indexes.has(address)) indexes.set(address, open(address));
  let opened;
  try {
    opened = await indexes.get(address);
  } catch (error) {
    // The network may be back the next time.
    indexes.delete(address);
    throw error;
  }
  // Who writes a hyphen also finds the word without it.
  const ways = [...new Set([words.replaceAll("-", " "), words.replaceAll("-", "")])];
  const queries = ways.map((way) => ({ combineWith: "AND", queries: [way] }));
  const found = opened.index.search({ combineWith: "OR", queries });
  const hits = found.slice(0, MOST).map(({ id, terms }) => {
    const { topic, place, kind, title, text } = opened.places[id];
    const matched = new Set(terms);
    const sentence = kind === "term" ? `${title}: ${text}` : sentenceOf(text, matched);
    return { topic, place, kind, title, parts: parts(cut(sentence, matched), matched) };
  });
  return { hits, all: found.length };
}
