// Reads HTML from anywhere as the house form: p, ul, li, strong, em, br, and no attributes. By the rule that the
// server tells (plans/richtext/rule.py), in the same steps as plans/richtext/reading.py: read them side by side.
import { Blocks } from "./blocks.js";
import { NOTHING, OUTERMOST, effectOfElement, inherit, isLost, words } from "./elements.js";
import { tokens } from "./markup.js";
import { isLabel, numberText, shown, signTables } from "./signs.js";
import { classRules, withLater } from "./styles.js";

const WHOLE = /^ *-?[0-9]{1,6} *$/;
const UNTOLD_ROW = "tr*"; // a row whose start tag is missing
const ROWS = new Set(["tr", UNTOLD_ROW]);
const ROW_GROUPS = new Set(["tr", "thead", "tbody", "tfoot"]);
const [TABLE, ITEM, PARAGRAPH] = [new Set(["table"]), new Set(["li"]), new Set(["p"])];

/** A reader of HTML by the rule that the server tells as JSON: it gives lines of the house form. */
export function readerBy(json) {
  const rule = prepared(JSON.parse(json));
  return (html) => new Reader(rule).read(html);
}

function prepared(told) {
  const names =
    "raw lost islands lostClasses blankClasses void lists cells tableParts paragraphs reopened".split(" ");
  const sets = Object.fromEntries(names.map((name) => [name, new Set(told[name].split(" "))]));
  return {
    ...told,
    ...sets,
    blocks: new Set([...sets.paragraphs, ...sets.lists, ...sets.tableParts, "li"]),
    lostOrRaw: new Set([...sets.lost, ...sets.raw]),
    allTableParts: new Set([...sets.tableParts, UNTOLD_ROW]),
    cellOrIsland: new Set([...sets.cells, ...sets.islands]),
    listOrCell: new Set([...sets.lists, ...sets.cells]),
    signs: signTables(told),
  };
}

class Reader {
  #open = [];
  #rules = new Map();
  #tooDeep = 0; // elements begun beyond the deepest
  #lostFrom = 0; // the first of them whose words go; 0 for none

  constructor(rule) {
    this.rule = rule;
    this.blocks = new Blocks(rule);
  }

  read(html) {
    for (const token of tokens(html, this.rule.raw)) {
      if (token.sheet !== undefined) {
        for (const [selector, effect] of classRules(token.sheet, this.rule.symbolFonts)) {
          this.#rules.set(selector, withLater(this.#rules.get(selector) ?? NOTHING, effect));
        }
      } else if (token.text !== undefined) {
        this.#text(token.text);
      } else if (token.isEnd) {
        this.#end(token.name);
      } else {
        this.#start(token.name, token.attributes);
      }
    }
    this.#closeFrom(0);
    return this.blocks.finished();
  }

  #text(text) {
    if (this.#open.at(-1)?.name === UNTOLD_ROW && /[^ \t\n\f\r]/.test(text)) {
      this.#closeFrom(this.#open.length - 1);
    }
    const now = this.#open.at(-1) ?? OUTERMOST;
    if (now.lost || this.#lostFrom) {
      return;
    }
    const told = shown(text, now.font, now.raised, this.rule.signs);
    if (now.isSign) {
      this.blocks.sign(told, isLabel(text, now.font, this.rule.signs));
    } else {
      this.blocks.line.write(now.isBlank ? told.replaceAll("\u00a0", " ") : told, now.marks);
    }
  }

  #start(name, attributes) {
    if (this.rule.void.has(name)) {
      this.#void(name);
      return;
    }
    const effect = effectOfElement(name, attributes, this.#rules, this.rule);
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
      this.#keepPlace(effect);
    }
  }

  /** Leave the place of a cell empty whose words go, unless the cell itself is hidden. */
  #keepPlace(effect) {
    const row = this.#open[this.#nearest(ROWS, TABLE)];
    if (row?.isShown && !effect.lost.display) {
      row.cells.push([]);
    }
  }

  #void(name) {
    if (this.#lostFrom || this.#open.at(-1)?.lost) {
      return;
    }
    if (name === "br") {
      this.blocks.line.endLine();
    } else if (name === "hr") {
      this.#breakBlock();
    }
  }

  #push(name, effect, attributes) {
    const isBlank = name === "o:p" || words(attributes.class ?? "").some((one) => this.rule.blankClasses.has(one));
    const element = { name, effect, isBlank, outerItem: this.blocks.item, cells: [], count: 0, numbering: "" };
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
    } else if (name === "li") {
      this.blocks.endBlock();
      this.blocks.item = this.#item(element, attributes);
    } else if (this.rule.lists.has(name)) {
      this.blocks.endBlock();
      this.#numberFrom(element, attributes);
    } else if (this.rule.paragraphs.has(name) && this.blocks.item) {
      this.blocks.line.space(); // a bullet's second paragraph goes on in the bullet
    } else if (this.rule.blocks.has(name)) {
      this.blocks.endBlock();
      if (element.effect.level) {
        this.blocks.item = { level: element.effect.level, number: "", isNumbered: false };
      }
      this.blocks.isListStyle = (attributes.class ?? "").toLowerCase().startsWith("msolist");
    }
  }

  #numberFrom(element, attributes) {
    const byName = element.name === "ol" ? "1" : "";
    const typed = ["1", "a", "A", "i", "I"].includes(attributes.type) ? attributes.type : byName;
    element.numbering = element.effect.numbering ?? typed;
    const start = attributes.start ?? "";
    element.count = WHOLE.test(start) ? Number(start) : 1;
  }

  /** The item of the list around it, with its number; null outside a list. */
  #item(element, attributes) {
    const place = this.#nearest(this.rule.lists, this.rule.cells);
    if (place < 0) {
      return null;
    }
    const around = this.#open[place];
    const told = attributes["aria-level"] || attributes["data-aria-level"] || "";
    const level = Math.max(WHOLE.test(told) ? Number(told) : 1, element.listLevel);
    const item = { level: Math.min(level, this.rule.deepestLevel), number: "", isNumbered: false };
    const numbering = element.effect.numbering ?? around.numbering;
    if (!numbering) {
      return item;
    }
    const value = attributes.value ?? "";
    around.count = WHOLE.test(value) ? Number(value) : around.count;
    around.count += 1;
    return { ...item, number: `${numberText(around.count - 1, numbering)}.`, isNumbered: true };
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
      this.#void(name);
      return;
    }
    const { tableParts, cellOrIsland } = this.rule;
    const place = this.#nearest(new Set([name]), tableParts.has(name) ? TABLE : cellOrIsland);
    if (place < 0) {
      if (name === "p") {
        this.#breakBlock();
      }
    } else if (this.rule.blocks.has(name)) {
      this.#closeFrom(place);
    } else {
      this.#remove(place);
    }
  }

  /** End an inline element, whatever was begun in it. */
  #remove(place) {
    this.#open.splice(place, 1);
    for (let at = place; at < this.#open.length; at += 1) {
      const element = this.#open[at];
      const wasLost = element.lost;
      this.#inherit(at);
      if (wasLost && !element.lost && this.rule.blocks.has(element.name)) {
        this.#breakBlock();
      }
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
    } else if (name === "li") {
      this.#closeNearest(ITEM, listOrCell);
      this.#closeNearest(PARAGRAPH, listOrCell);
    } else if (blocks.has(name)) {
      this.#closeNearest(PARAGRAPH, cellOrIsland);
    }
  }

  #closeNearest(names, within) {
    const place = this.#nearest(names, within);
    if (place >= 0) {
      this.#closeFrom(place);
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
  #closeFrom(place) {
    const again = new Map();
    const isTablePart = place >= this.#open.length || this.rule.allTableParts.has(this.#open[place].name);
    while (this.#open.length > place) {
      const element = this.#open.pop();
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
        this.#open[row].cells.push(cell);
      } else {
        this.blocks.addRow([cell]);
      }
    } else if (ROWS.has(name)) {
      this.blocks.endBlock();
      this.blocks.addRow(element.cells);
    } else if (this.rule.paragraphs.has(name) && element.outerItem) {
      this.blocks.line.space();
    } else if (this.rule.blocks.has(name)) {
      this.blocks.endBlock();
    } else {
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
