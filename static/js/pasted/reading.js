// Reads HTML from anywhere as the house form: p, ul, li, strong, em, br, and no attributes. By the rule that the
// server tells (plans/richtext/rule.py), in the same steps as plans/richtext/reading.py: read them side by side.
import { Blocks } from "./blocks.js";
import { NOTHING, OUTERMOST, effectOfElement, inherit, isLost, words } from "./elements.js";
import { tokens } from "./markup.js";
import { MergedCells, spans } from "./merged.js";
import { Counter, PLACES, whole } from "./numbering.js";
import { StyleSheets } from "./sheets.js";
import { isLabel, isPicture, signsOf, signTables } from "./signs.js";
import { NO_SIGN } from "./styles.js";

const LINE_END = /\r\n?|\n/;
const UNTOLD_ROW = "tr*"; // a row whose start tag is missing
const ROWS = new Set(["tr", UNTOLD_ROW]);
const ROW_GROUPS = new Set(["tr", "thead", "tbody", "tfoot"]);
const [TABLE, ITEM, PARAGRAPH] = [new Set(["table"]), new Set(["li"]), new Set(["p"])];

const TAGS_OF_A_SIGN = 5; // at most, where programs write many

/**
 * A reader of HTML by the rule that the server tells as JSON: it gives lines of the house form, null for a text that is
 * longer than `longest`, which is read no farther.
 */
export function readerBy(json) {
  const rule = prepared(JSON.parse(json));
  return (html, longest = Infinity) => new Reader(rule, longest).read(html);
}

function prepared(rule) {
  const names =
    "raw lost islands lostClasses blankClasses void lists cells tableParts paragraphs reopened".split(" ");
  const sets = Object.fromEntries(names.map((name) => [name, new Set(rule[name].split(" "))]));
  return {
    ...rule,
    ...sets,
    blocks: new Set([...sets.paragraphs, ...sets.lists, ...sets.tableParts, "li"]),
    lostOrRaw: new Set([...sets.lost, ...sets.raw]),
    allTableParts: new Set([...sets.tableParts, UNTOLD_ROW]),
    cellOrIsland: new Set([...sets.cells, ...sets.islands]),
    listOrCell: new Set([...sets.lists, ...sets.cells]),
    signs: signTables(rule),
  };
}

class Reader {
  #open = [];
  #numbers = new Map(); // those that are told when their list ends, by their places
  #signs = 0; // how many were read, and how many tags
  #tags = 0;
  #tooDeep = 0; // elements begun beyond the deepest
  #lostFrom = 0; // the first of them whose words go; 0 for none

  constructor(rule, longest) {
    this.rule = rule;
    this.longest = longest;
    this.blocks = new Blocks(rule);
    this.sheets = new StyleSheets(rule.symbolFonts);
  }

  read(html) {
    for (const token of tokens(html, this.rule.raw)) {
      if (token.sheet !== undefined) {
        this.sheets.read(token.sheet);
      } else if (token.text !== undefined) {
        this.#text(token.text);
      } else if (token.isEnd) {
        this.#end(token.name);
      } else {
        this.#start(token.name, token.attributes);
      }
      this.#tags += 1;
      if (this.#signs > this.longest || this.#tags > this.longest * TAGS_OF_A_SIGN) {
        return null;
      }
    }
    this.#closeFrom(0);
    const lines = this.blocks.finished();
    const number = (marker) => this.#numbers.get(marker);
    return this.#numbers.size ? lines.map((line) => line.replace(PLACES, number)) : lines;
  }

  #text(text) {
    if (this.#open.at(-1)?.name === UNTOLD_ROW && /[^ \t\n\f\r]/.test(text)) {
      this.#closeFrom(this.#open.length - 1);
    }
    const now = this.#open.at(-1) ?? OUTERMOST;
    if (now.lost || this.#lostFrom) {
      return;
    }
    this.#signs += text.trim().length;
    const signs = signsOf(text, now.font, this.rule.signs);
    if (now.isSign) {
      this.blocks.sign(signs, isLabel(text, now.font, this.rule.signs));
      return;
    }
    const words = now.isBlank ? signs.replaceAll("\u00a0", " ") : signs;
    for (const [at, line] of (now.keepsLines ? words.split(LINE_END) : [words]).entries()) {
      if (at) {
        this.blocks.line.endLine();
      }
      this.blocks.line.write(line, now.marks, now.raised);
    }
  }

  #start(name, attributes) {
    if (this.rule.void.has(name)) {
      this.#void(name, attributes);
      return;
    }
    const effect = effectOfElement(name, attributes, this.sheets, this.rule);
    if (this.#tooDeep) {
      this.#startTooDeep(name, effect);
      return;
    }
    this.#closeBefore(name);
    if (this.#open.length >= this.rule.deepest) {
      this.#startTooDeep(name, effect);
      return;
    }
    const element = this.#push(name, effect, attributes);
    if (element.isShown) {
      this.#begin(element, attributes);
    } else if (this.rule.cells.has(name)) {
      this.#keepPlace(effect, attributes);
    }
  }

  /** Leave the place of a cell empty whose words go, unless the cell itself is hidden. */
  #keepPlace(effect, attributes) {
    const row = this.#open[this.#nearest(ROWS, TABLE)];
    if (row?.isShown && !effect.lost.display) {
      this.#merged().add(row.cells, [], spans(attributes));
    }
  }

  /** The merged cells of the table around; where none is, a row has none above it. */
  #merged() {
    const table = this.#open[this.#nearest(TABLE, new Set())];
    if (!table) {
      return new MergedCells();
    }
    table.merged ??= new MergedCells();
    return table.merged;
  }

  #void(name, attributes) {
    if (this.#lostFrom || this.#open.at(-1)?.lost) {
      return;
    }
    if (name === "br") {
      this.blocks.line.endLine();
    } else if (name === "hr") {
      this.#breakBlock();
    } else if (name === "img") {
      const effect = effectOfElement(name, attributes, this.sheets, this.rule);
      if (isPicture(attributes.alt ?? "") && !isLost(effect)) {
        this.#text(attributes.alt);
      }
    }
  }

  #push(name, effect, attributes) {
    const isBlank = name === "o:p" || words(attributes.class ?? "").some((one) => this.rule.blankClasses.has(one));
    const element = { name, effect, isBlank, outerItem: this.blocks.item, cells: [] };
    element.names = this.sheets.begin(name, attributes.class ?? "");
    this.#open.push(element);
    this.#inherit(this.#open.length - 1);
    element.isShown = !element.lost;
    return element;
  }

  #inherit(at) {
    inherit(this.#open[at], at ? this.#open[at - 1] : OUTERMOST, this.rule);
  }

  /** Do what a shown element does to the blocks where it begins. */
  #begin(element, attributes) {
    const { name } = element;
    if (this.rule.cells.has(name)) {
      this.blocks.beginCell();
      this.blocks.item = null;
      element.spans = spans(attributes);
    } else if (name === "li") {
      this.blocks.endBlock();
      this.blocks.item = this.#item(element, attributes);
    } else if (this.rule.lists.has(name)) {
      this.blocks.endBlock();
      element.counter = new Counter(name, attributes, element.effect, this.#numbers);
    } else if (this.rule.paragraphs.has(name) && this.blocks.item) {
      this.blocks.line.space(); // a bullet's second paragraph goes on in the bullet
    } else if (this.rule.blocks.has(name)) {
      this.blocks.endBlock();
      if (element.effect.level) {
        this.blocks.item = { level: element.effect.level, number: "", isNumbered: false };
      }
      this.blocks.isListStyle = (attributes.class ?? "").toLowerCase().startsWith("msolist");
    } else if (element.effect.isBlock) {
      this.#breakBlock();
    }
  }

  /** The item of the list around it, with its number; null outside a list. */
  #item(element, attributes) {
    const index = this.#nearest(this.rule.lists, this.rule.cells);
    if (index < 0) {
      return null;
    }
    const sign = this.#open[index].counter?.sign(element.effect, whole(attributes.value)) ?? "";
    if (sign === NO_SIGN) {
      return null;
    }
    const given = whole(attributes["aria-level"] || attributes["data-aria-level"]) ?? 1;
    const level = Math.min(Math.max(given, element.listLevel), this.rule.deepestLevel);
    return { level, number: sign, isNumbered: Boolean(sign) };
  }

  #end(name) {
    if (this.#tooDeep) {
      if (this.rule.blocks.has(name)) {
        this.#breakBlock();
      }
      if (this.#lostFrom === this.#tooDeep) {
        this.#lostFrom = 0;
      }
      this.#tooDeep -= 1;
      return;
    }
    if (name === "br") {
      this.#void(name, {});
      return;
    }
    const { tableParts, cellOrIsland } = this.rule;
    const index = this.#nearest(new Set([name]), tableParts.has(name) ? TABLE : cellOrIsland);
    if (index < 0) {
      if (name === "p") {
        this.#breakBlock();
      }
    } else if (this.rule.blocks.has(name)) {
      this.#closeFrom(index);
    } else {
      this.#remove(index);
    }
  }

  /** End an inline element, whatever was begun in it. */
  #remove(index) {
    const [ended] = this.#open.splice(index, 1);
    this.sheets.end(ended.names);
    for (let at = index; at < this.#open.length; at += 1) {
      const element = this.#open[at];
      const wasLost = element.lost;
      this.#inherit(at);
      if (wasLost && !element.lost && this.rule.blocks.has(element.name)) {
        this.#breakBlock();
      }
    }
    if (ended.effect.isBlock && ended.isShown) {
      this.#breakBlock();
    }
  }

  /** End what cannot go on where this begins: a paragraph before a block, a cell before the next. */
  #closeBefore(name) {
    const { cells, tableParts, listOrCell, cellOrIsland, blocks } = this.rule;
    if (this.#open.at(-1)?.name === UNTOLD_ROW && !tableParts.has(name)) {
      this.#closeFrom(this.#open.length - 1);
    }
    if (cells.has(name)) {
      this.#closeNearest(cells, TABLE);
      if (this.#nearest(ROWS, TABLE) < 0 && this.#open.length < this.rule.deepest) {
        this.#push(UNTOLD_ROW, NOTHING, {});
      }
    } else if (ROW_GROUPS.has(name)) {
      this.#closeNearest(cells, TABLE);
      this.#closeNearest(ROWS, TABLE);
      if (name !== "tr") {
        this.#merged().endGroup();
      }
    } else if (name === "li") {
      this.#closeNearest(ITEM, listOrCell);
      this.#closeNearest(PARAGRAPH, listOrCell);
    } else if (blocks.has(name)) {
      this.#closeNearest(PARAGRAPH, cellOrIsland);
    }
  }

  #closeNearest(names, within) {
    const index = this.#nearest(names, within);
    if (index >= 0) {
      this.#closeFrom(index);
    }
  }

  /** The place of the innermost open element of these; -1 where one of `within` stands around all. */
  #nearest(names, within) {
    for (let at = this.#open.length - 1; at >= 0; at -= 1) {
      const { name } = this.#open[at];
      if (names.has(name)) {
        return at;
      }
      if (within.has(name)) {
        return -1;
      }
    }
    return -1;
  }

  /** End this element and all in it; bold and the like that were not ended begin again behind it. */
  #closeFrom(index) {
    const again = new Map();
    const isTablePart = index >= this.#open.length || this.rule.allTableParts.has(this.#open[index].name);
    while (this.#open.length > index) {
      const element = this.#open.pop();
      this.sheets.end(element.names);
      if (this.rule.reopened.has(element.name) && !again.has(element.name)) {
        again.set(element.name, element.effect);
      }
      if (element.isShown) {
        this.#finish(element);
      }
    }
    if (!isTablePart) {
      for (const [name, effect] of [...again].reverse()) {
        this.#push(name, effect, {});
      }
    }
  }

  /** Do what a shown element does to the blocks where it ends. */
  #finish(element) {
    const { name } = element;
    if (this.rule.cells.has(name)) {
      const cell = this.blocks.endCell();
      const row = this.#nearest(ROWS, TABLE);
      if (row >= 0) {
        this.#merged().add(this.#open[row].cells, cell, element.spans);
      } else {
        this.blocks.addRow([cell]);
      }
    } else if (ROWS.has(name)) {
      this.blocks.endBlock();
      const merged = this.#merged();
      this.blocks.addRow(element.cells, merged.isBelow);
      merged.endRow();
    } else if (this.rule.paragraphs.has(name) && element.outerItem) {
      this.blocks.line.space();
    } else if (this.rule.blocks.has(name)) {
      this.blocks.endBlock();
      element.counter?.end();
    } else {
      if (element.effect.isBlock) {
        this.#breakBlock();
      }
      return;
    }
    this.blocks.item = element.outerItem;
  }

  #startTooDeep(name, effect) {
    this.#tooDeep += 1;
    if (!this.#lostFrom && isLost(effect)) {
      this.#lostFrom = this.#tooDeep;
    }
    if (this.rule.blocks.has(name)) {
      this.#breakBlock();
    }
  }

  #breakBlock() {
    if (this.#lostFrom || this.#open.at(-1)?.lost) {
      return;
    }
    if (this.blocks.item && !this.#tooDeep) {
      this.blocks.line.space();
    } else {
      this.blocks.endBlock();
    }
  }
}
