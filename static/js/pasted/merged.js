// Which places of a table a merged cell takes: as plans/richtext/merged.py keeps them.
import { whole } from "./numbering.js";

const MOST_COLUMNS = 100;
const MOST_MERGED = 20;

/** How many rows and columns a cell takes. */
export function spans(attributes) {
  const [rows, columns] = [attributes.rowspan, attributes.colspan].map((typed) => Math.max(whole(typed) || 1, 1));
  return [rows, Math.min(columns, MOST_MERGED)];
}

/** Keeps the places of a table's merged cells empty: what stands beside them stays in its column. */
export class MergedCells {
  #below = new Map(); // by column: how many rows a cell above takes yet
  #begun = new Map(); // the same of cells in this row, for the rows below it

  add(cells, blocks, [rows, columns]) {
    while (this.#below.has(cells.length)) {
      cells.push([]);
    }
    const last = Math.min(cells.length + columns, MOST_COLUMNS);
    for (let column = cells.length; rows > 1 && column < last; column += 1) {
      this.#begun.set(column, rows - 1);
    }
    cells.push(blocks);
    for (let more = 1; more < columns; more += 1) {
      cells.push([]);
    }
  }

  get isBelow() {
    return this.#below.size > 0;
  }

  endRow() {
    const still = [...this.#below].filter(([, rows]) => rows > 1).map(([column, rows]) => [column, rows - 1]);
    this.#below = new Map([...still, ...this.#begun]);
    this.#begun = new Map();
  }

  endGroup() {
    this.#below = new Map();
    this.#begun = new Map();
  }
}
