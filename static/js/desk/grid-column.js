// Lets a column pasted from Excel fill the fields below, in one request. Goes with grid.js; grid-undo.js takes it back.
"use strict";

const column = document.getElementById("entry-column"); // the form that saves it; none where nothing can be changed
const toast = document.getElementById("undo");
const pasted = new Map(); // what was pasted into which row, until its answer is there
let pastedFrom = null; // the field to come back to
let hasWrongRow = false; // the first of the rows that must be corrected gets the focus

function linesOf(text) {
  const lines = text.replace(/\r\n?/g, "\n").replace(/\n+$/, "").split("\n");
  return lines.map((line) => line.replace(/\t+$/, "").split("\t").map((cell) => cell.trim()));
}

document.addEventListener("paste", (event) => {
  const field = event.target;
  if (!column || !field.matches?.(FIELD) || field.tagName === "TEXTAREA") {
    return;
  }
  const lines = linesOf(event.clipboardData.getData("text/plain"));
  if (lines.length === 1 && lines[0].length === 1) {
    return; // a single figure goes in as it always does
  }
  event.preventDefault();
  if (lines.some((cells) => cells.length > 2)) {
    tell(document.querySelector("[data-columns]").dataset.columns);
    return;
  }
  pastedFrom = field.id;
  fill(field.closest(".entry-figure"), lines);
});

function tell(text) {
  const message = document.createElement("p");
  message.className = "undo undo__text";
  message.textContent = text;
  toast.replaceChildren(message);
}

/** Put a line into each row from `first` on, and send them. An empty line leaves its row as it is. */
function fill(first, lines) {
  const page = [...document.querySelectorAll(".entry-figure")];
  const most = Number(document.querySelector("[data-most-rows]").dataset.mostRows);
  const rows = page.slice(page.indexOf(first)).slice(0, most);
  let locked = 0;
  lines.slice(0, rows.length).forEach((cells, index) => {
    const row = rows[index];
    const field = row.querySelector(".entry-form [data-saved]");
    if (cells.join("") === "") {
      return;
    }
    if (!field) {
      locked += 1;
      return;
    }
    const text = cells.join(field.matches("[data-share]") ? " af " : " ");
    if (field.tagName === "INPUT") {
      field.value = text;
    }
    pasted.set(row.id, text);
    row.classList.add("entry-figure--pasted");
    tellWhetherSaved(row);
  });
  column.elements.locked.value = locked;
  column.elements.beyond.value = lines.slice(rows.length).filter((cells) => cells.join("") !== "").length;
  whenIdle(() => send());
}

/** Not before what is under way has come back: it holds the versions that the rows are saved over. */
function whenIdle(act) {
  const busy = ".entry-figure .htmx-request, #entry-column.htmx-request, #undo .htmx-request";
  if (document.querySelector(busy)) {
    document.addEventListener("htmx:afterRequest", () => whenIdle(act), { once: true });
  } else {
    act();
  }
}

function send() {
  const rows = [...pasted].map(([id, text]) => {
    const form = document.getElementById(id).querySelector(".entry-form");
    const { indicator, slot, version, basis } = form?.elements ?? {};
    return form && { indicator: indicator.value, slot: slot.value, version: version.value, figure: text, basis: basis?.value ?? "" };
  });
  column.elements.rows.value = JSON.stringify(rows.filter(Boolean));
  column.requestSubmit();
}

document.addEventListener("htmx:beforeRequest", () => {
  hasWrongRow = false;
});

document.addEventListener("htmx:oobBeforeSwap", (event) => {
  const { target: row, fragment } = event.detail;
  if (!row.matches(".entry-figure")) {
    return;
  }
  keepNewer(row, (field) => (field.tagName === "INPUT" ? pasted.get(row.id) : field.dataset.saved));
  const active = document.activeElement;
  const isTyping = active?.matches(FIELD) && isChanged(active) && !active.closest(".entry-figure--pasted");
  for (const wrong of fragment.querySelectorAll("[data-focus]")) {
    if (hasWrongRow || isTyping) {
      wrong.removeAttribute("data-focus");
    }
    hasWrongRow = true;
  }
});

// What could not be sent stands in its fields, as something that is not saved.
for (const failure of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  document.addEventListener(failure, (event) => {
    if (event.target === column) {
      for (const id of pasted.keys()) {
        document.getElementById(id).classList.remove("entry-figure--pasted");
        tellWhetherSaved(document.getElementById(id));
      }
      pasted.clear();
    }
  });
}
