// How words become paragraphs, bullets and a table's lines: as plans/richtext/blocks.py gathers them.
import { raised } from "./raised.js";

const ALL_SPACES = /[ \t\n\f\r]+/g;
const SEVERAL_NUMBERS = /^[0-9A-Za-z]+\.[0-9A-Za-z]/;
const TYPED_BULLET = /^(?:[·•▪◦●○■□◆→–-]|o(?=&nbsp;))(?:&nbsp;| )+/u;
const SENTENCE_ENDS = /[.,:;!?…–](?:<\/(?:strong|em)>)*$/;

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
const trimmed = (text) => text.replace(/^ +| +$/g, "");

/** The words of a paragraph so far; bold and italic begin and end around words, not around spaces. */
class Line {
  #pieces = [];
  #open = [];
  #hasSpace = false;
  #breaks = 0;
  #last = ""; // the last character of its words
  #raised = ""; // whether what was written last is raised, "super", or lowered, "sub"
  #run = []; // the pieces of it

  constructor(rule) {
    this.rule = rule;
  }

  get isEmpty() {
    this.#endRaised();
    return this.#pieces.length === 0;
  }

  write(text, marks, raisedAs) {
    if (raisedAs !== this.#raised) {
      this.#endRaised(text);
    }
    if (raisedAs) {
      this.#raised = raisedAs;
      this.#run.push({ text, marks });
    } else {
      this.#write(text, marks);
    }
  }

  #endRaised(behind = "") {
    if (this.#run.length) {
      const [run, kind] = [this.#run, this.#raised];
      this.#run = [];
      this.#raised = "";
      const before = this.#breaks ? "" : this.#last;
      const texts = raised(run.map(({ text }) => text), kind, before, behind, this.rule);
      texts.forEach((text, at) => this.#write(text, run[at].marks));
    }
  }

  #write(text, marks) {
    const spaced = text.replace(ALL_SPACES, " ");
    this.#hasSpace ||= spaced.startsWith(" ");
    const words = trimmed(spaced);
    if (words) {
      this.#mark(marks);
      this.#pieces.push(escaped(words).replaceAll("\u00a0", "&nbsp;"));
      this.#hasSpace = spaced.endsWith(" ");
      this.#last = [...words.slice(-2)].at(-1);
    }
  }

  space() {
    this.#endRaised();
    this.#hasSpace = true;
  }

  endLine() {
    this.#endRaised();
    this.#breaks += 1;
  }

  finished() {
    this.#endRaised();
    this.#close(0);
    const html = this.#pieces.join("");
    this.#pieces = [];
    this.#hasSpace = false;
    this.#breaks = 0;
    this.#last = "";
    return html;
  }

  #mark(marks) {
    let same = 0;
    while (same < Math.min(marks.length, this.#open.length) && marks[same] === this.#open[same]) {
      same += 1;
    }
    this.#close(same);
    if (this.#pieces.length) {
      this.#pieces.push("<br>".repeat(this.#breaks) || (this.#hasSpace ? " " : ""));
    }
    this.#breaks = 0;
    this.#pieces.push(...marks.slice(same).map((mark) => `<${mark}>`));
    this.#open = marks;
  }

  #close(kept) {
    this.#pieces.push(...this.#open.slice(kept).reverse().map((mark) => `</${mark}>`));
    this.#open = this.#open.slice(0, kept);
  }
}

/** Gathers the paragraphs of a text, and those of each cell of a table by themselves. */
export class Blocks {
  item = null;
  isListStyle = false;
  #sign = "";
  #isLabel = false; // whether the sign tells more than a bullet does
  #sinks = [[]];

  constructor(rule) {
    this.rule = rule;
    this.line = new Line(rule);
  }

  sign(text, isLabel) {
    this.#sign += text;
    this.#isLabel ||= isLabel;
  }

  endBlock() {
    if (this.line.isEmpty && !this.#sign) {
      this.line.finished();
      this.isListStyle = false;
      return;
    }
    const sign = trimmed(this.#sign.replaceAll("\u00a0", " ").replace(ALL_SPACES, " "));
    let html = this.line.finished();
    let item = this.item;
    const typed = this.isListStyle && !item && !sign ? TYPED_BULLET.exec(html) : null;
    if (sign || typed) {
      item ??= { level: 1, number: "", isNumbered: false };
      html = typed ? html.slice(typed[0].length) : html;
    }
    if (this.#isLabel) {
      item = { level: item ? item.level : 1, number: sign, isNumbered: true };
    } else if (sign && this.rule.tellingBullets.includes(sign) && html) {
      html = `${sign} ${html}`;
    }
    this.#sign = "";
    this.#isLabel = false;
    this.isListStyle = false;
    if (html) {
      this.#sinks.at(-1).push(this.#block(html, item));
      if (item && item === this.item) {
        item.number = ""; // what goes on below it is not numbered again
      }
    }
  }

  #block(html, item) {
    if (!item || (item.isNumbered && !item.number)) {
      return { isItem: false, html };
    }
    const deeper = SEVERAL_NUMBERS.test(item.number) ? "" : this.rule.deeper.repeat(item.level - 1);
    const number = item.number ? `${escaped(item.number)} ` : "";
    return { isItem: !item.isNumbered, html: `${deeper}${number}${html}` };
  }

  beginCell() {
    this.endBlock();
    this.#sinks.push([]);
  }

  endCell() {
    this.endBlock();
    return this.#sinks.pop();
  }

  /** A table's row: a line, or what stands in its only cell as it is, but below a merged cell. */
  addRow(cells, isBelow = false) {
    const filled = cells.filter((cell) => cell.length);
    if (filled.length > 1 || (filled.length && isBelow)) {
      const texts = cells.map((cell) => this.#onOneLine(cell));
      while (!texts.at(-1)) {
        texts.pop();
      }
      const line = texts.join(this.rule.betweenCells).replaceAll("|  |", "| |").replaceAll("|  |", "| |");
      this.#sinks.at(-1).push({ isItem: false, html: trimmed(line) });
    } else if (filled.length) {
      for (const block of filled[0]) {
        this.#sinks.at(-1).push(block);
      }
    }
  }

  #onOneLine(cell) {
    let line = "";
    for (const piece of cell.flatMap(({ html }) => html.split("<br>")).filter(Boolean)) {
      const between = SENTENCE_ENDS.test(line.slice(-30)) ? " " : this.rule.betweenParagraphs;
      line += (line ? between : "") + piece;
    }
    return line;
  }

  finished() {
    this.endBlock();
    const lines = [];
    let inList = false;
    for (const { isItem, html } of this.#sinks[0]) {
      if (isItem !== inList) {
        lines.push(isItem ? "<ul>" : "</ul>");
        inList = isItem;
      }
      lines.push(isItem ? `<li>${html}</li>` : `<p>${html}</p>`);
    }
    return inList ? [...lines, "</ul>"] : lines;
  }
}
