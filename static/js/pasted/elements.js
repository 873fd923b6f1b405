// What holds for the words in an element: as plans/richtext/elements.py tells it.
import { effectOf, symbolFont, withLater } from "./styles.js";

const COMMENT_LINK = /^#?_mso(?:com|anchor)_/;
export const NOTHING = { lost: {} };
const LOST = { lost: { element: true } };
const BY_NAME = {
  b: { lost: {}, bold: true },
  strong: { lost: {}, bold: true },
  i: { lost: {}, italic: true },
  em: { lost: {}, italic: true },
  sup: { lost: {}, raised: "super" },
  sub: { lost: {}, raised: "sub" },
  pre: { lost: {}, keepsLines: true },
};
export const OUTERMOST = {
  lost: false,
  marks: [],
  raised: "",
  font: "",
  keepsLines: false,
  isSign: false,
  isBlank: false,
  listLevel: 0,
};

const styles = new Map(); // what was read of each: programs write the same again and again
const MOST_STYLES = 500;

export const isLost = (effect) => Object.values(effect.lost).includes(true);
export const words = (text) => text.toLowerCase().split(/[ \t\n\f\r]+/);

/** What the element's name, classes and styles do, the later before the earlier. */
export function effectOfElement(name, attributes, sheets, rule) {
  const byName = Object.hasOwn(BY_NAME, name) ? BY_NAME[name] : NOTHING;
  let effect = rule.lostOrRaw.has(name) ? LOST : byName;
  const classes = words(attributes.class ?? "");
  effect = withLater(effect, sheets.effect(name, attributes.class));
  if (attributes.face !== undefined) {
    effect = withLater(effect, { font: symbolFont(attributes.face, rule.symbolFonts) });
  }
  if (attributes.style) {
    effect = withLater(effect, styleEffect(attributes.style, rule));
  }
  const isComment = [attributes.href, attributes.name].some((link) => COMMENT_LINK.test(link ?? ""));
  const goes = attributes.hidden !== undefined || classes.some((one) => rule.lostClasses.has(one));
  return goes || isComment ? withLater(effect, LOST) : effect;
}

function styleEffect(style, rule) {
  if (!styles.has(style)) {
    if (styles.size >= MOST_STYLES) {
      styles.clear();
    }
    styles.set(style, effectOf(style, rule.symbolFonts));
  }
  return styles.get(style);
}

/** Tell what holds in an element: what holds around it, and its own. */
export function inherit(element, around, rule) {
  const { effect } = element;
  element.lost = around.lost || isLost(effect);
  element.marks = around.marks;
  for (const [mark, isOn] of [["strong", effect.bold], ["em", effect.italic]]) {
    if (isOn === false) {
      element.marks = element.marks.filter((other) => other !== mark);
    } else if (isOn && !element.marks.includes(mark)) {
      element.marks = [...element.marks, mark];
    }
  }
  element.raised = effect.raised ?? around.raised;
  element.font = effect.font ?? around.font;
  element.keepsLines = effect.keepsLines ?? around.keepsLines;
  element.isSign = around.isSign || Boolean(effect.isSign);
  element.isBlank ||= around.isBlank;
  const isList = rule.lists.has(element.name);
  element.listLevel = rule.cells.has(element.name) ? 0 : around.listLevel + Number(isList);
}
