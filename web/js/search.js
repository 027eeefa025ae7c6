// Finds places in the lessons, through MiniSearch. The list of them is made by the build and fetched
// when somebody looks for something for the first time.
import MiniSearch from "minisearch";

/** More than anybody reads. */
const MOST = 30;
/** Characters of a sentence that are shown. */
const LONGEST = 240;

const OPTIONS = {
  fields: ["title", "text"],
  // Go's names may hold digits and underscores; everything else keeps words apart.
  tokenize: (text) => text.match(/[\p{L}\p{N}_]+/gu) ?? [],
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

/** Which of these words a text holds, as MiniSearch has matched them. */
const holds = (sentence, words) => OPTIONS.tokenize(sentence).filter((token) => words.has(token.toLowerCase())).length;

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
  const first = [...sentence.matchAll(/[\p{L}\p{N}_]+/gu)].find(([token]) => words.has(token.toLowerCase()))?.index ?? 0;
  const begin = Math.max(0, Math.min(first - LONGEST / 2, sentence.length - LONGEST));
  const piece = sentence.slice(begin, begin + LONGEST);
  return `${begin > 0 ? "… " : ""}${piece.trim()}${begin + LONGEST < sentence.length ? " …" : ""}`;
}

/** The sentence in parts: what was looked for is every second one. */
function parts(sentence, words) {
  const parts = [""];
  for (const [token] of sentence.matchAll(/[\p{L}\p{N}_]+|[^\p{L}\p{N}_]+/gu)) {
    if (words.has(token.toLowerCase())) parts.push(token, "");
    else parts[parts.length - 1] += token;
  }
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
  const found = opened.index.search(words);
  const hits = found.slice(0, MOST).map(({ id, terms }) => {
    const { topic, place, kind, title, text } = opened.places[id];
    const matched = new Set(terms);
    const sentence = kind === "term" ? `${title}: ${text}` : sentenceOf(text, matched);
    return { topic, place, kind, title, parts: parts(cut(sentence, matched), matched) };
  });
  return { hits, all: found.length };
}
