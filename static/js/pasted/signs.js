// Which sign a character shows: as plans/richtext/signs.py tells it.
const LONGEST_PICTURE = 20; // an emoji may consist of many characters
const translated = (text, table) => [...text].map((sign) => table.get(sign) ?? sign).join("");
const tableOf = ([from, to]) => new Map([...from].map((sign, index) => [sign, [...to][index]]));

/** The tables of signs in the rule that the server tells. */
export function signTables(rule) {
  const fonts = Object.entries(rule.symbolFonts).map(([font, pair]) => [font, tableOf(pair)]);
  return {
    fonts: Object.fromEntries(fonts),
    raised: { super: tableOf(rule.raised), sub: tableOf(rule.lowered) },
    bytes: tableOf(rule.windows),
    bulletLetter: rule.bulletLetter,
    bullets: new Map([...rule.bulletsWithoutFont].map((sign) => [sign, "•"])),
  };
}

/** The signs that a text shows in a symbol font ("" for none). */
export function signsOf(text, font, tables) {
  let signs = text;
  if (Object.hasOwn(tables.fonts, font)) {
    signs = [...signs].map((character) => signOf(character, tables.fonts[font], tables.bytes)).join("");
  }
  return /[\uf000-\uf0ff]/.test(signs) ? translated(signs, tables.bullets) : signs;
}

/** Whether what Word wrote before an item tells a number or a name ("IV", "①", "Bilag A"), and no bullet. */
export function isLabel(text, font, { fonts, bulletLetter }) {
  const isBullet = font === bulletLetter[0] && text.replace(/[ \t\n\f\r\u00a0]/g, "") === bulletLetter[1];
  return !Object.hasOwn(fonts, font) && !isBullet && /[\p{L}\p{N}]/u.test(text);
}

/** Whether what is told in place of a picture is the picture's own sign, such as 😀 or ✓, and no words. */
export function isPicture(text) {
  return [...text].length <= LONGEST_PICTURE && /[\p{So}\u{1f000}-\u{10ffff}]/u.test(text) && !/\p{L}/u.test(text);
}

function signOf(character, signs, bytes) {
  const code = (bytes.get(character) ?? character).codePointAt(0);
  const byte = code >= 0xf000 && code <= 0xf0ff ? code - 0xf000 : code;
  if (" \t\n\f\r\u00a0".includes(character) || byte > 0xff) {
    return character;
  }
  return signs.get(String.fromCodePoint(byte)) ?? String.fromCodePoint(0xf000 + byte);
}

// Private use, where each font has its own signs and the annex's has none, but for Word's bullets; and what stands
// for a lost character.
const LOST = /[\ue000-\uf0a6\uf0a8-\uf0b6\uf0b8-\uf8ff\ufffd\u{f0000}-\u{ffffd}\u{100000}-\u{10fffd}]/u;
const UNSEEN = /[\p{C}\p{Z}]/u;
const AROUND = 20;

/** Tells of a character whether the annex cannot show it, by the rule's ranges of those that it can. */
function unknownBy(ranges) {
  const known = ranges.split(" ").map((range) => range.split("-").map((code) => parseInt(code, 16)));
  const isKnown = (code) => !ranges || known.some(([first, last]) => first <= code && code <= last);
  const answers = new Map();
  return (character) => {
    if (!answers.has(character)) {
      answers.set(character, LOST.test(character) || !isKnown(character.codePointAt(0)));
    }
    return answers.get(character);
  };
}

/** Gives the first character of a text that the annex cannot show, as {sign, place}: the words around its "□". */
export function unknownSignBy(json) {
  const isUnknown = unknownBy(JSON.parse(json).known);
  return (text) => {
    const characters = [...text.normalize("NFC")];
    const at = characters.findIndex(isUnknown);
    return at < 0 ? null : { sign: named(characters[at]), place: placeOf(characters, at, isUnknown) };
  };
}

function named(character) {
  const number = `U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
  return LOST.test(character) || UNSEEN.test(character) ? number : `${character} (${number})`;
}

function placeOf(characters, at, isUnknown) {
  let before = characters.slice(0, at).join("").split("\n").at(-1);
  let after = characters.slice(at + 1).join("").split("\n")[0];
  if ([...before].length > AROUND) {
    const [, ...words] = [...before].slice(-AROUND).join("").split(" ");
    before = `…${words.join(" ")}`;
  }
  if ([...after].length > AROUND) {
    const words = [...after].slice(0, AROUND).join("").split(" ");
    after = `${words.slice(0, -1).join(" ")}…`;
  }
  return [...`${before}□${after}`].map((sign) => (isUnknown(sign) ? "□" : sign)).join("").trim();
}
