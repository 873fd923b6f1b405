// How the items of a list are counted: as plans/richtext/numbering.py counts them.
import { NO_SIGN } from "./styles.js";

const WHOLE = /^ *-?[0-9]{1,6} *$/;
const TYPES = new Set(["1", "a", "A", "i", "I"]);
const UNTOLD = "\ufdd0"; // stands around the place of a number that is told later; no text that is read holds it
export const PLACES = /\ufdd0[0-9]+\ufdd0/g;
const ROMAN = Object.entries({
  m: 1000, cm: 900, d: 500, cd: 400, c: 100, xc: 90, l: 50, xl: 40, x: 10, ix: 9, v: 5, iv: 4, i: 1,
});

/** A number as "1", "01", "a", "A", "i" or "I" has it. */
function numberText(number, numbering) {
  let told = numbering === "01" ? withTwoFigures(number) : "";
  let rest = number;
  if ("aA".includes(numbering)) {
    for (; rest > 0; rest = Math.floor((rest - 1) / 26)) {
      told = String.fromCharCode(97 + ((rest - 1) % 26)) + told;
    }
  } else if ("iI".includes(numbering) && number <= 3999) {
    for (const [letters, value] of ROMAN) {
      for (; rest >= value; rest -= value) {
        told += letters;
      }
    }
  }
  told ||= String(number);
  return "AI".includes(numbering) ? told.toUpperCase() : told;
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
  #told;

  constructor(name, attributes, effect, told) {
    const byName = name === "ol" ? "1" : "";
    this.#numbering = effect.numbering ?? (TYPES.has(attributes.type) ? attributes.type : byName);
    const isReversed = name === "ol" && attributes.reversed !== undefined;
    const start = name === "ol" ? whole(attributes.start) : null;
    this.#next = start ?? 1;
    this.#step = isReversed ? -1 : 1;
    this.#waiting = isReversed && start === null ? [] : null;
    this.#told = told;
  }

  /** The number of the next item with its dot, "" for a bullet, or NO_SIGN. */
  sign(effect, value) {
    const numbering = effect.numbering ?? this.#numbering;
    const isNumbered = numbering !== "" && numbering !== NO_SIGN;
    if (this.#waiting) {
      const place = `${UNTOLD}${this.#told.size}${UNTOLD}`;
      this.#told.set(place, "");
      this.#waiting.push([place, numbering, value]);
      return isNumbered ? place : numbering;
    }
    const number = value ?? this.#next;
    this.#next = number + this.#step;
    return isNumbered ? `${numberText(number, numbering)}.` : numbering;
  }

  /** Tell the numbers that only the whole list tells. */
  end() {
    let number = this.#waiting?.length;
    for (const [place, numbering, value] of this.#waiting ?? []) {
      number = value ?? number;
      this.#told.set(place, `${numberText(number, numbering)}.`);
      number -= 1;
    }
  }
}
