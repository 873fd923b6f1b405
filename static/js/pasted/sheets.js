// What a text's style sheets say of an element: as plans/richtext/sheets.py reads them.
import { CSS_COMMENT, SPACES, effectOf, stripped, withLater } from "./styles.js";

const STATEMENT = /@(?:charset|import|namespace)[^@;{}]*;/gi;
const ON_SCREENS = /^[ \t\n\f\r]*@media\b[^{]*\b(?:screen|all)\b/i;
const PART = String.raw`(?:\*|[a-z][a-z0-9]*)?(?:\.[^ .,:#*()\[\]{}+~>]+)*`;
const SELECTOR = new RegExp(`^${PART}(?: (?:> )?${PART})*$`, "u");
const MOST_RULES = 20; // of a class within other elements, the last ones; programs write a few
const NOTHING = { lost: {} };

/** Tells the styles of classes. An element costs a bounded number of steps for each of its classes. */
export class StyleSheets {
  #plain = new Map(); // of ".class" and "element.class"
  #rules = new Map(); // the others, by the last class of their selector
  #around = new Map(); // the names of the open elements, and how many have them

  constructor(symbolFonts) {
    this.symbolFonts = symbolFonts;
  }

  /** Take in what a sheet says of classes; not what it says for print alone. */
  read(sheet) {
    for (const [selector, effect] of rulesOf(sheet, this.symbolFonts)) {
      const around = selector.replaceAll("> ", "").split(" ");
      const last = around.pop();
      const classes = last.split(".");
      if (!around.length && classes.length === 2) {
        this.#plain.set(last, withLater(this.#plain.get(last) ?? NOTHING, effect));
      } else {
        const key = `.${classes.at(-1)}`;
        const rule = { own: partsOf(last), around: new Set(around.flatMap(partsOf)), effect };
        this.#rules.set(key, [...(this.#rules.get(key) ?? []), rule].slice(-MOST_RULES));
      }
    }
  }

  /** What is said of an element with these classes, in the elements that are open. */
  effect(name, classes) {
    let found = NOTHING;
    if (!classes || !(this.#plain.size || this.#rules.size)) {
      return found;
    }
    const names = namesOf(name, classes);
    for (const one of names.slice(1)) {
      for (const selector of [one, name + one]) {
        found = this.#plain.has(selector) ? withLater(found, this.#plain.get(selector)) : found;
      }
    }
    const all = new Set(names);
    for (const one of this.#rules.size ? names.slice(1) : []) {
      for (const { own, around, effect } of this.#rules.get(one) ?? []) {
        if (own.every((part) => all.has(part)) && [...around].every((part) => this.#around.get(part) > 0)) {
          found = withLater(found, effect);
        }
      }
    }
    return found;
  }

  /** An element stands around what comes. Gives the names by which it is told to end. */
  begin(name, classes) {
    const names = this.#rules.size ? namesOf(name, classes) : [];
    for (const one of names) {
      this.#around.set(one, (this.#around.get(one) ?? 0) + 1);
    }
    return names;
  }

  /** What was begun by these names stands around no more. */
  end(names) {
    for (const one of names) {
      this.#around.set(one, this.#around.get(one) - 1);
    }
  }
}

const namesOf = (name, classes) => {
  const ofClasses = classes.toLowerCase().split(SPACES).filter(Boolean).map((one) => `.${one}`);
  return [name, ...new Set(ofClasses)];
};

function partsOf(part) {
  const [name, ...classes] = part.split(".");
  return [...(name && name !== "*" ? [name] : []), ...classes.map((one) => `.${one}`)];
}

function* rulesOf(sheet, symbolFonts) {
  let isWithin = false;
  for (const piece of sheet.replace(CSS_COMMENT, " ").replace(STATEMENT, " ").split("}")) {
    let [selectors, ...declared] = piece.split("{");
    if (declared.length > 1 && ON_SCREENS.test(selectors)) {
      [selectors, ...declared] = declared;
    }
    if (declared.length !== 1) {
      isWithin = declared.length > 1;
    } else if (!isWithin) {
      const effect = effectOf(declared[0], symbolFonts);
      for (const selector of selectors.replaceAll(">", " > ").split(",")) {
        const written = stripped(selector.replace(SPACES, " "), " ").toLowerCase().replaceAll("*.", ".");
        if (written.split(" ").at(-1).includes(".") && SELECTOR.test(written)) {
          yield [written, effect];
        }
      }
    }
  }
}
