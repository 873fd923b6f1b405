// Takes back by Ctrl+Z what this page has saved, one save or one pasted column at a time, the latest first. Goes with
// grid.js and grid-column.js.
"use strict";

// Each save, the latest last: the form that takes it back, and its figures, each with the row's id, what takes it back
// (`back`), the version that it was saved over, and the version that it left. A figure that stands at another version by
// now is not taken back.
const saves = [];
const inColumn = new Set(); // ids of rows that came with the answer to a column

const idOf = ({ indicator, slot }) => `figure-${indicator}-${slot}`;

/** What a form or a line of a column puts back, whatever version it is put over. */
function backBy(fields) {
  const own = Object.entries(fields).filter(([name]) => name !== "csrfmiddlewaretoken" && name !== "version");
  return JSON.stringify(own.sort(([one], [other]) => one.localeCompare(other)));
}

const backByLine = (line) => backBy({ ...line, undo: "1" });
const backByForm = (form) => backBy(Object.fromEntries(new FormData(form)));

/** The version at which a row stands on this page; empty without a figure, null where nothing can be changed. */
function versionOf(id) {
  return document.querySelector(`#${id} .entry-form`)?.elements.version.value ?? null;
}

function isSettled(id) {
  return !document.getElementById(id).matches(".entry-figure--wrong, .entry-figure--collision");
}

/** Strike a figure off the save that left it at `version` and is taken back by `back`; false where there is none. */
function strikeOff(id, version, back) {
  const isIt = (figure) => figure.id === id && figure.left === version && figure.back === back;
  const at = saves.findLastIndex(({ figures }) => figures.some(isIt));
  if (at < 0) {
    return false;
  }
  const save = saves[at];
  const { over } = save.figures.find(isIt);
  save.figures = save.figures.filter((figure) => !isIt(figure));
  if (save.figures.length === 0) {
    saves.splice(at, 1);
  }
  if (isSettled(id)) {
    // It stands as it did before: what had been saved then can be taken back again.
    const before = saves.slice(0, at).flatMap(({ figures }) => figures);
    before.filter((figure) => figure.id === id && figure.left === over).forEach((figure) => (figure.left = versionOf(id)));
  }
  return true;
}

function noteRow(row, posted) {
  const [over, left] = [posted.get("version"), versionOf(row.id)];
  const isTakenBack = strikeOff(row.id, over, backBy(Object.fromEntries(posted)));
  if (over === left) {
    return; // nothing was saved
  }
  toast.replaceChildren(); // what it says of a column is no longer so
  const form = row.querySelector(".entry-figure__undo");
  if (form && !isTakenBack && isSettled(row.id)) {
    saves.push({ form: form.cloneNode(true), figures: [{ id: row.id, back: backByForm(form), over, left }] });
  }
}

function noteColumn(posted) {
  const lines = JSON.parse(posted.get("rows"));
  if (posted.get("undo") === "1") {
    lines.forEach((line) => strikeOff(idOf(line), line.version, backByLine(line)));
    return;
  }
  const form = toast.querySelector(".undo:has([name=undo])");
  if (form) {
    const over = new Map(lines.map((line) => [idOf(line), line.version]));
    const ways = JSON.parse(form.elements.rows.value);
    const figures = ways.map((line) => ({ id: idOf(line), back: backByLine(line), over: over.get(idOf(line)), left: line.version }));
    saves.push({ form: form.cloneNode(true), figures });
  }
}

document.addEventListener("htmx:oobBeforeSwap", ({ detail }) => {
  if (detail.target.matches(".entry-figure")) {
    inColumn.add(detail.target.id);
  }
});

document.addEventListener("htmx:afterSettle", (event) => {
  const part = event.target;
  const posted = event.detail.requestConfig?.formData;
  if (part.matches(".entry-figure")) {
    pasted.delete(part.id);
    if (!inColumn.delete(part.id)) {
      noteRow(part, posted);
    }
  } else if (part === toast) {
    noteColumn(posted);
    if (document.activeElement === document.body) {
      document.getElementById(pastedFrom)?.focus();
    }
  }
});

/** Send the form of the latest save of which something still stands as it left it. */
function takeBack() {
  while (saves.length > 0) {
    const save = saves.at(-1);
    save.figures = save.figures.filter(({ id, left }) => versionOf(id) === left);
    if (save.figures.length > 0) {
      sendBack(save);
      return;
    }
    saves.pop();
  }
}

// Whoever takes something back sees it change: the focus goes there.
function sendBack({ figures, form }) {
  const back = form.cloneNode(true);
  const left = new Map(figures.map((figure) => [figure.id, figure.left]));
  const [{ id }] = figures;
  if (back.elements.rows) {
    const rows = JSON.parse(back.elements.rows.value).filter((row) => left.has(idOf(row)));
    back.elements.rows.value = JSON.stringify(rows.map((row) => ({ ...row, version: left.get(idOf(row)) })));
    toast.replaceChildren(back);
  } else {
    back.elements.version.value = left.get(id);
    const row = document.getElementById(id);
    row.querySelector(".entry-figure__undo")?.remove();
    row.querySelector(".entry-figure__entry").append(back);
  }
  const field = document.querySelector(`#${id} [data-saved]`);
  pastedFrom = field.id;
  goTo(field);
  htmx.process(back);
  back.requestSubmit();
}

// A field in which something has been typed undoes by itself.
const typedIn = new WeakSet();
document.addEventListener("input", (event) => typedIn.add(event.target));

document.addEventListener("keydown", (event) => {
  const key = event.key.toLowerCase();
  const isOne = (event.ctrlKey || event.metaKey) && !event.altKey && (key === "z" || (key === "y" && !event.shiftKey));
  const isElsewhere = event.target.matches("input, textarea, select") && !event.target.matches(FIELD);
  if (!isOne || isElsewhere || typedIn.has(event.target) || event.target.tagName === "TEXTAREA") {
    return;
  }
  event.preventDefault(); // the browser would undo what was typed in some other field
  if (key === "z" && !event.shiftKey) {
    whenIdle(takeBack);
  }
});
