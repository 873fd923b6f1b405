// What a style says of its words: as plans/richtext/styles.py reads it.
export const SPACES = /[ \t\n\f\r]+/g;
export const CSS_COMMENT = /\/\*[^]*?(?:\*\/|$)|<!--|-->/g;
const WORD_LEVEL = /^l[0-9]+ level([1-9])/;
const SIZE = /^[0-9.]+(?:p[tx]|r?em|%)(?:\/.*)?$/;
const ITALIC = { italic: true, oblique: true, normal: false };
const BULLET_LETTERS_FONT = "courier new"; // as plans/richtext/symbols.py has it
const BOLD = { bold: true, bolder: true, normal: false, lighter: false };
const RAISED = { super: "super", sub: "sub", baseline: "" };
// as plans/richtext/styles.py has them
const NUMBERINGS = {
  decimal: "1", "decimal-leading-zero": "01",
  "lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A",
  "lower-roman": "i", "upper-roman": "I",
  disc: "", circle: "", square: "", "disclosure-open": "", "disclosure-closed": "",
};
export const NO_SIGN = "none"; // before an item of a list
const LINES_KEPT = {
  pre: true,
  "pre-wrap": true,
  "pre-line": true,
  "break-spaces": true,
  preserve: true,
  "preserve-breaks": true,
  normal: false,
  nowrap: false,
  collapse: false,
};
const ON_LINES_OF_THEIR_OWN = new Set(["block", "flow-root", "flex", "grid", "table", "list-item"]);
const strikes = (value) => value.includes("line-through");
const comments = (value) => value.startsWith("comment");
// When what is said with a property takes the words away.
const LOST_WHEN = {
  display: (value) => value === "none",
  visibility: (value) => value === "hidden" || value === "collapse",
  "mso-hide": (value) => value === "all",
  "text-decoration": strikes,
  "text-decoration-line": strikes,
  "text-line-through": (value) => value !== "none",
  "mso-element": comments,
  "mso-special-character": comments,
};

const own = (table, key) => (Object.hasOwn(table, key) ? table[key] : undefined);

/** Both of what is said, where the later goes before the earlier. */
export function withLater(effect, later) {
  const given = Object.entries(later).filter(([, value]) => value !== undefined);
  return { ...effect, ...Object.fromEntries(given), lost: { ...effect.lost, ...later.lost } };
}

/** What the declarations of a style attribute say, or those of a rule in a style sheet. */
export function effectOf(style, symbolFonts) {
  const declared = new Map(declarations(style));
  const valueOf = (name) => declared.get(name) ?? "";
  const lost = Object.entries(LOST_WHEN).filter(([name]) => declared.has(name));
  const level = WORD_LEVEL.exec(valueOf("mso-list"));
  const whiteSpace = (valueOf("white-space-collapse") || valueOf("white-space")).split(" ");
  return {
    lost: Object.fromEntries(lost.map(([name, goes]) => [name, goes(valueOf(name))])),
    bold: boldness(valueOf("font-weight")),
    italic: own(ITALIC, valueOf("font-style").split(" ")[0]),
    raised: own(RAISED, valueOf("vertical-align")),
    font: fontOf(declared, symbolFonts),
    level: valueOf("mso-list") === "none" ? 0 : level ? Number(level[1]) : undefined,
    isSign: valueOf("mso-list") === "ignore" || undefined,
    numbering: numberingOf(valueOf("list-style-type") || valueOf("list-style")),
    keepsLines: whiteSpace.map((word) => own(LINES_KEPT, word)).find((kept) => kept !== undefined),
    isBlock: valueOf("display") ? ON_LINES_OF_THEIR_OWN.has(valueOf("display").split(" ")[0]) : undefined,
  };
}

function numberingOf(listed) {
  if (listed.startsWith('"') || listed.startsWith("'")) {
    return stripped(listed, "\"' ") ? "" : NO_SIGN; // a sign of its own
  }
  const words = listed.split(" ");
  const none = words.includes(NO_SIGN) ? NO_SIGN : undefined;
  return words.map((word) => own(NUMBERINGS, word)).find((found) => found !== undefined) ?? none;
}

/** The first of the font families, if it is a symbol font or has Word's hollow bullet; "" otherwise. */
export function symbolFont(families, symbolFonts) {
  const first = stripped(families.split(",")[0].replace(SPACES, " "), " \"'").toLowerCase();
  return Object.hasOwn(symbolFonts, first) || first === BULLET_LETTERS_FONT ? first : "";
}

function* declarations(style) {
  for (const declaration of style.replace(CSS_COMMENT, "").split(";")) {
    const colon = declaration.indexOf(":");
    if (colon >= 0) {
      const name = declaration.slice(0, colon).replace(SPACES, "").toLowerCase();
      const value = stripped(declaration.slice(colon + 1).replace(SPACES, " "), " ").toLowerCase();
      const plain = stripped(value.endsWith("!important") ? value.slice(0, -"!important".length) : value, " ");
      yield* name === "font" ? ofFont(plain) : [[name, plain]];
    }
  }
}

/** What `font` says, "italic bold 12pt Calibri": what it leaves out is normal. */
function ofFont(value) {
  const words = value.split(" ");
  const at = words.findIndex((word) => SIZE.test(word));
  if (at < 0) {
    return [];
  }
  const before = words.slice(0, at);
  return [
    ["font-weight", before.find((word) => boldness(word)) ?? "normal"],
    ["font-style", before.find((word) => own(ITALIC, word)) ?? "normal"],
    ["font-family", words.slice(at + 1).join(" ")],
  ];
}

function fontOf(declared, symbolFonts) {
  if (declared.get("mso-char-type") === "symbol" && declared.has("mso-symbol-font-family")) {
    return symbolFont(declared.get("mso-symbol-font-family"), symbolFonts);
  }
  return declared.has("font-family") ? symbolFont(declared.get("font-family"), symbolFonts) : undefined;
}

function boldness(value) {
  return /^[0-9]{1,4}$/.test(value) ? Number(value) >= 600 : own(BOLD, value);
}

/** The text without these signs at its ends. A pattern would take long where many of them stand within. */
export function stripped(text, signs) {
  let [first, last] = [0, text.length];
  while (first < last && signs.includes(text[first])) {
    first += 1;
  }
  while (last > first && signs.includes(text[last - 1])) {
    last -= 1;
  }
  return text.slice(first, last);
}
