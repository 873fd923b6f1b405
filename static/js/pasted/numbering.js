// How the items of a list are counted: as plans/richtext/numbering.py counts them.
import { NO_SIGN } from "./styles.js";

const WHOLE = /^ *-?[0-9]{1,6} *$/;
const TYPES = new Set(["1", "a", "A", "i", "I"]);
const MARKER_EDGE = "\ufdd0"; // stands around the place of a number that is told later; no text that is read holds it
export const PLACES = /\ufdd0[0-9]+\ufdd0/g;
const ROMAN = Object.entries({
  m: 1000, cm: 900, d: 500, cd: 400, c: 100, xc: 90, l: 50, xl: 40, x: 10, ix: 9, v: 5, iv: 4, i: 1,
});

/** A number as "1", "01", "a", "A", "i" or "I" has it. */
function numberText(number, numbering) {
  let text = numbering === "01" ? withTwoFigures(number) : "";
  let rest = number;
  if ("aA".includes(numbering)) {
    for (; rest > 0; rest = Math.floor((rest - 1) / 26)) {
      text = String.fromCharCode(97 + ((rest - 1) % 26)) + text;
    }
  } else if ("iI".includes(numbering) && number <= 3999) {
    for (const [letters, value] of ROMAN) {
      for (; rest >= value; rest -= value) {
        text += letters;
      }
    }
  }
  text ||= String(number);
  return "AI".includes(numbering) ? text.toUpperCase() : text;
}

function withTwoFigures(number) {
  return number < 0 ? String(number) : String(number).padStart(2, "0");
}

/** The number that an attribute tells; null where it tells none. */
export function whole(text) {
  return text !== undefined && WHOLE.test(text) ? Number(text) : null;
}

/** Counts the items of a list. One that counts down from their number tells the numbers when it ends. */
export class Counter {
  #numbering;
  #next;
  #step;
  #waiting;
  #numbers;

  constructor(name, attributes, effect, numbers) {
    const byName = name === "ol" ? "1" : "";
    this.#numbering = effect.numbering ?? (TYPES.has(attributes.type) ? attributes.type : byName);
    const isReversed = name === "ol" && attributes.reversed !== undefined;
    const start = name === "ol" ? whole(attributes.start) : null;
    this.#next = start ?? 1;
    this.#step = isReversed ? -1 : 1;
    this.#waiting = isReversed && start === null ? [] : null;
    this.#numbers = numbers;
  }

  /** The number of the next item with its dot, "" for a bullet, or NO_SIGN. */
  sign(effect, value) {
    const numbering = effect.numbering ?? this.#numbering;
    const isNumbered = numbering !== "" && numbering !== NO_SIGN;
    if (this.#waiting) {
      const marker = `${MARKER_EDGE}${this.#numbers.size}${MARKER_EDGE}`;
      this.#numbers.set(marker, "");
      this.#waiting.push([marker, numbering, value]);
      return isNumbered ? marker : numbering;
    }
    const number = value ?? this.#next;
    this.#next = number + this.#step;
    return isNumbered ? `${numberText(number, numbering)}.` : numbering;
  }

  /** Tell the numbers that only the whole list tells. */
  end() {
    let number = this.#waiting?.length;
    for (const [marker, numbering, value] of this.#waiting ?? []) {
      number = value ?? number;
      this.#numbers.set(marker, `${numberText(number, numbering)}.`);
      number -= 1;
    }
  }
}
