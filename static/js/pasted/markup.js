// The tags and words of HTML, in order: as plans/richtext/markup.py reads them, in one pass, however broken it is.
// Told by patterns, never by a document: nothing that was pasted can load, run or be reported.
const MARKUP = /<(?:(\/?)([A-Za-z][^ \t\n\f\r/>]*)|!--|[!?/])/g;
const COMMENT_END = /--!?>/g;
const ATTRIBUTE =
  /[ \t\n\f\r/]*(?:(>)|([^ \t\n\f\r/>][^ \t\n\f\r/>=]*)(?:[ \t\n\f\r]*=[ \t\n\f\r]*(?:"([^"]*)"|'([^']*)'|([^ \t\n\f\r>"'][^ \t\n\f\r>]*)|(["']))?)?)/y;
// All others, handlers among them, are never looked at.
const READ = new Set(
  (
    "class style face hidden href name type start reversed value alt rowspan colspan aria-level data-aria-level"
  ).split(" "),
);
const REFERENCE = /&(?:#[xX]0*([0-9a-fA-F]+)|#0*([0-9]+)|[A-Za-z][A-Za-z0-9]*);?/g;
const MOST_DIGITS = 7;
const NO_CHARACTER = /[^\t\n\f\r\P{Cc}]|[\p{Cs}\p{Noncharacter_Code_Point}]/gu;

const references = new Map();
const decoder = document.implementation.createHTMLDocument("").createElement("textarea");

/** The text with its references to characters as the characters, without what is no character. */
function decoded(text) {
  const plain = text.replace(REFERENCE, (reference, hex = "", digits = "") => {
    if (Math.max(hex.length, digits.length) > MOST_DIGITS) {
      return "\ufffd";
    }
    if (!references.has(reference)) {
      decoder.innerHTML = reference; // a reference alone: nothing in it is a tag
      references.set(reference, decoder.textContent);
    }
    return references.get(reference);
  });
  return plain.replace(/[\v\x85]/g, " ").replace(NO_CHARACTER, "");
}

function found(pattern, html, at) {
  pattern.lastIndex = at;
  return pattern.exec(html);
}

/** The attributes that are read, none where the tag has no end, and what it goes to. */
function attributesAt(html, start) {
  const attributes = {};
  let at = start;
  for (let next = found(ATTRIBUTE, html, at); next && !next[6]; next = found(ATTRIBUTE, html, at)) {
    at = ATTRIBUTE.lastIndex;
    if (next[1]) {
      return [attributes, at];
    }
    const name = next[2].toLowerCase();
    if (READ.has(name) && !(name in attributes)) {
      attributes[name] = decoded(next[3] ?? next[4] ?? next[5] ?? "");
    }
  }
  return [null, html.length];
}

function behindComment(html, at, lastCdata) {
  if (html.startsWith("<!--", at)) {
    return found(COMMENT_END, html, at + 2) ? COMMENT_END.lastIndex : html.length;
  }
  const isCdata = html.startsWith("<![CDATA[", at) && at < lastCdata;
  return (isCdata ? html.indexOf("]]>", at) + 3 : html.indexOf(">", at) + 1) || html.length;
}

/** The tags, style sheets and words of HTML in order; what is not closed goes to the end of the text. */
export function* tokens(html, rawNames) {
  const lastCdata = html.lastIndexOf("]]>");
  let at = 0;
  for (let next = found(MARKUP, html, at); next; next = found(MARKUP, html, at)) {
    const afterStart = MARKUP.lastIndex;
    if (next.index > at) {
      yield { text: decoded(html.slice(at, next.index)) };
    }
    if (!next[2]) {
      at = behindComment(html, next.index, lastCdata);
      continue;
    }
    const [attributes, end] = attributesAt(html, afterStart);
    at = end;
    if (!attributes) {
      continue;
    }
    const name = next[2].toLowerCase();
    yield { name, isEnd: Boolean(next[1]), attributes };
    if (rawNames.has(name) && !next[1]) {
      const close = found(new RegExp(`</${name}(?=[ \\t\\n\\f\\r/>])`, "gi"), html, at);
      const raw = html.slice(at, close?.index);
      at = close ? close.index : html.length;
      if (name === "style") {
        yield { sheet: raw };
      }
    }
  }
  if (at < html.length) {
    yield { text: decoded(html.slice(at)) };
  }
}
