// How a raised or lowered text is told: as plans/richtext/raised.py tells it.
const AS_TYPED = { super: "^", sub: "_" };
const EDGES = " \t\n\f\r\u00a0";
const LETTER = /\p{L}/u;
const LETTERS_AND_FIGURES = /^[\p{L}\p{N}]+$/u;
const BEGINS_SO = /^[\p{L}\p{N}]/u;

const beginOf = (text) => {
  let at = 0;
  while (at < text.length && EDGES.includes(text[at])) {
    at += 1;
  }
  return at;
};
const endOf = (text) => {
  let at = text.length;
  while (at > 0 && EDGES.includes(text[at - 1])) {
    at -= 1;
  }
  return at;
};
const stripped = (text) => text.slice(beginOf(text), Math.max(beginOf(text), endOf(text)));

/** The pieces of a text that is raised ("super") or lowered ("sub") as a whole. */
export function raised(texts, kind, before, behind, rule) {
  const words = stripped(texts.join(""));
  if (!LETTER.test(words)) {
    const table = rule.signs.raised[kind];
    return texts.map((text) => [...text].map((sign) => table.get(sign) ?? sign).join(""));
  }
  const isAfterFigure = /^[0-9]$/.test(before);
  if (!before || (isAfterFigure && kind === "super" && rule.ordinals.includes(words.toLowerCase()))) {
    return texts;
  }
  if (kind === "super" && words.toLowerCase() === "tm") {
    return ["™"];
  }
  if (kind === "super" && isAfterFigure && words === "o") {
    return ["°"];
  }
  const sign = AS_TYPED[kind];
  return standsAlone(words, behind) ? around(texts, sign, "") : around(texts, `${sign}(`, ")");
}

function standsAlone(words, behind) {
  if (words.startsWith("(") && words.endsWith(")")) {
    return true;
  }
  const isClosed = words.endsWith(")");
  return LETTERS_AND_FIGURES.test(isClosed ? words.slice(0, -1) : words) && (isClosed || !BEGINS_SO.test(behind));
}

/** The pieces with a sign before the first of their words and one behind the last. */
function around(texts, begin, end) {
  const pieces = [...texts];
  const first = pieces.findIndex((text) => stripped(text));
  const from = beginOf(pieces[first]);
  pieces[first] = pieces[first].slice(0, from) + begin + pieces[first].slice(from);
  const last = pieces.findLastIndex((text) => stripped(text));
  const to = endOf(pieces[last]);
  pieces[last] = pieces[last].slice(0, to) + end + pieces[last].slice(to);
  return pieces;
}
