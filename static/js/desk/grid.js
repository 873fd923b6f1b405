// Lets figures be entered by the keyboard alone: where the focus goes, when a row is saved, and that nothing typed is
// lost when the answer takes the row's place.
"use strict";

const FIELD = ".entry-form [data-saved]";

// What is typed in a row after it was sent, by the row's id and the field's.
const typedMeanwhile = new Map();
let isSwapping = false;
let swappedAround = null; // the row that holds the focus while it is replaced

// htmx carries a style over to what takes an element's place, such as the height of a text pulled larger, and the
// content security policy forbids it.
htmx.config.attributesToSettle = ["class"];

function isChanged(field) {
  return field.value !== field.dataset.saved;
}

// A row of a pasted column is saved with the others.
function isWorthSaving(field) {
  return isChanged(field) && field.value !== field.dataset.refused && !field.closest(".entry-figure--pasted");
}

function fieldsOf(row) {
  return [...row.querySelectorAll("[data-saved]")];
}

function say(text) {
  document.getElementById("live").textContent = text;
}

// --- Moving ----------------------------------------------------------------------------------------------------------

function goTo(field) {
  field.focus();
  field.select?.();
}

/** Focus the field `step` fields on, of those that match `which`; false where there is none. */
function move(from, step, which = FIELD) {
  const fields = [...document.querySelectorAll(which)];
  const next = fields[fields.indexOf(from) + step];
  if (next) {
    goTo(next);
  }
  return Boolean(next);
}

function restore(field) {
  const form = field.form;
  for (const each of fieldsOf(form)) {
    each.value = each.dataset.saved;
    each.removeAttribute("aria-invalid");
    each.removeAttribute("aria-describedby");
  }
  form.querySelector(".figure-error")?.remove();
  form.closest(".entry-figure").classList.remove("entry-figure--wrong");
  tellWhetherSaved(form.closest(".entry-figure"));
  field.select?.();
  say(document.querySelector("[data-restored]").dataset.restored);
}

const KEYS = {
  Enter(field) {
    if (field.tagName === "TEXTAREA") {
      return false;
    }
    if (!move(field, 1) && isWorthSaving(field)) {
      field.form.requestSubmit();
    }
    return true;
  },
  // Straight to the next field for who types figures; for who does not, through the links between the fields.
  Tab: (field) => isChanged(field) && move(field, 1),
  ArrowDown: (field) => moveAmongFigures(field, 1),
  ArrowUp: (field) => moveAmongFigures(field, -1),
  Escape(field) {
    restore(field);
    return true;
  },
};

// In a list the arrows choose, and in a text they move between its lines: they neither leave nor enter these.
function moveAmongFigures(field, step) {
  return field.tagName === "INPUT" && move(field, step, ".entry-form input[data-saved]");
}

document.addEventListener("keydown", (event) => {
  const isPlain = !(event.shiftKey || event.ctrlKey || event.altKey || event.metaKey || event.isComposing);
  if (isPlain && event.target.matches?.(FIELD) && KEYS[event.key]?.(event.target)) {
    event.preventDefault();
  }
});

// --- Saving ----------------------------------------------------------------------------------------------------------

// The form sends itself when a field changes. A text that was put back after a swap changes unseen by the browser, and
// a refused one is not sent twice.
document.addEventListener("focusout", (event) => {
  const field = event.target;
  if (isSwapping || !field.matches?.(FIELD) || field.form.contains(event.relatedTarget)) {
    return;
  }
  if (fieldsOf(field.form).some(isWorthSaving)) {
    field.form.requestSubmit();
  }
});

document.addEventListener("htmx:configRequest", (event) => {
  const form = event.detail.elt;
  // A change back to what is stored, or to what was refused, is nothing to send.
  if (form.matches(".entry-form") && event.detail.triggeringEvent?.type === "change" && !fieldsOf(form).some(isWorthSaving)) {
    event.preventDefault();
  }
});

document.addEventListener("htmx:beforeSwap", (event) => {
  const row = document.getElementById(event.detail.target?.id);
  if (!row?.matches(".entry-figure")) {
    return;
  }
  if (!event.detail.shouldSwap) {
    tellWhetherSaved(row);
    return;
  }
  // What stands in the field of an answered question is what it was asked about.
  const isAnswer = event.detail.requestConfig.elt.matches(".question");
  const { formData } = event.detail.requestConfig;
  keepNewer(row, (field) => (isAnswer && field.value === field.dataset.refused ? field.value : formData.get(field.name)));
  isSwapping = true;
  swappedAround = row.contains(document.activeElement) ? row.id : null;
});

document.addEventListener("htmx:afterSwap", (event) => {
  isSwapping = false;
  putNewerBack(event.target);
  keepFocus(event.target);
});

/** Keep what was typed in a row since `sent(field)` was, before the answer takes its place. */
function keepNewer(row, sent) {
  const newer = fieldsOf(row).filter((field) => isChanged(field) && field.value !== sent(field));
  typedMeanwhile.set(row.id, new Map(newer.map((field) => [field.id, field.value])));
}

function putNewerBack(row) {
  for (const [id, value] of typedMeanwhile.get(row.id) ?? []) {
    const field = document.getElementById(id);
    if (field) {
      field.value = value;
    }
  }
}

// Only now does htmx hold the new form: one sent any earlier would leave the page as an ordinary form does.
document.addEventListener("htmx:afterSettle", (event) => {
  const row = event.target;
  if (!row.matches(".entry-figure")) {
    return;
  }
  putNewerBack(row);
  tellWhetherSaved(row);
  countGiven();
  const newer = [...(typedMeanwhile.get(row.id) ?? new Map()).keys()].map((id) => document.getElementById(id));
  typedMeanwhile.delete(row.id);
  newer.find((field) => field && field !== document.activeElement)?.form.requestSubmit();
});

// Counted here, since answers may overtake one another.
function countGiven() {
  const progress = document.getElementById("progress");
  const bar = progress.querySelector("progress");
  const before = bar.value;
  bar.value = Number(progress.dataset.elsewhere) + document.querySelectorAll(".entry-figure[data-given]").length;
  const text = progress.dataset.text.replace("{done}", bar.value).replace("{total}", bar.max);
  bar.textContent = text;
  progress.querySelector(".progress__text").textContent = text;
  // The round's first step counts everybody's figures: it changes by as many.
  const step = document.querySelector(".steps__text");
  if (step) {
    step.textContent = step.textContent.replace(/^\d+/, (given) => Number(given) + bar.value - before);
  }
}

/** What had the focus may be gone with the old row, such as the button that was pressed. */
function keepFocus(row) {
  if (row.id === swappedAround && !row.contains(document.activeElement)) {
    (row.querySelector("[data-focus], [data-saved]") ?? row.querySelector("a")).focus();
  }
  leaveFocusToWhoTypes(row);
}

/** An error calls the focus back, unless the person is typing elsewhere by now. */
function leaveFocusToWhoTypes(row) {
  const active = document.activeElement;
  if (active?.matches(FIELD) && !row.contains(active) && isChanged(active)) {
    row.querySelector("[data-focus]")?.removeAttribute("data-focus");
  }
}

// --- What could not be saved -----------------------------------------------------------------------------------------

/** What stands in a field is what is stored, or the row says that it is not; an error says so itself. */
function tellWhetherSaved(row) {
  const mark = row?.querySelector("[data-unsaved]");
  if (mark) {
    mark.hidden = !fieldsOf(row).some(isWorthSaving);
  }
}

for (const change of ["input", "change", "htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  document.addEventListener(change, (event) => tellWhetherSaved(event.target.closest?.(".entry-figure")));
}

// A browser may put back what was typed when the page was left.
window.addEventListener("pageshow", () => {
  document.querySelectorAll(".entry-figure").forEach(tellWhetherSaved);
});

window.addEventListener("beforeunload", (event) => {
  // A conflict holds a figure that is saved nowhere, and has no field.
  if ([...document.querySelectorAll(FIELD)].some(isChanged) || document.querySelector(".entry-figure .conflict")) {
    event.preventDefault();
  }
});
