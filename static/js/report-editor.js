// Lets goals be dragged to where they are to stand, keeps the annex in sight at what is worked on, and asks before
// what is typed gets lost. Without it every button does its work all the same.
"use strict";

const GOAL = ".report-goal[data-goal]";
let dragged = null;
let scrolledTo = 0;

// The content security policy forbids the style that htmx would carry over, such as the height of a text pulled larger.
htmx.config.attributesToSettle = ["class"];

function preview() {
  return document.getElementById("report-preview");
}

// --- Dragging --------------------------------------------------------------------------------------------------------

function makeDraggable() {
  for (const goal of document.querySelectorAll(GOAL)) {
    goal.draggable = true;
  }
}

function clearMarks() {
  for (const name of ["report-goal--before", "report-goals--over", "report-goal--dragged"]) {
    document.querySelectorAll(`.${name}`).forEach((element) => element.classList.remove(name));
  }
}

/** The goal over which the dragged one would come; none for the end of the table. */
function goalBelow(list, y) {
  const others = [...list.querySelectorAll(GOAL)].filter((goal) => goal !== dragged);
  return others.find((goal) => {
    const box = goal.getBoundingClientRect();
    return y < box.top + box.height / 2;
  });
}

function listAt(event) {
  return event.target.closest?.(".report-table")?.querySelector(".report-goals");
}

document.addEventListener("dragstart", (event) => {
  // A text that is marked and dragged is not the goal.
  if (!event.target.matches?.(GOAL)) {
    return;
  }
  dragged = event.target;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.dataset.goal);
  dragged.classList.add("report-goal--dragged");
});

document.addEventListener("dragover", (event) => {
  const list = dragged && listAt(event);
  if (!list) {
    return;
  }
  event.preventDefault();
  document.querySelectorAll(".report-goal--before, .report-goals--over").forEach((element) => {
    element.classList.remove("report-goal--before", "report-goals--over");
  });
  const below = goalBelow(list, event.clientY);
  (below ?? list).classList.add(below ? "report-goal--before" : "report-goals--over");
});

document.addEventListener("drop", (event) => {
  const list = dragged && listAt(event);
  const form = document.getElementById("report-drag");
  if (!list || !form) {
    return;
  }
  event.preventDefault();
  const below = goalBelow(list, event.clientY);
  const stays = dragged.parentElement === list && (below ?? null) === nextGoal(dragged);
  form.elements.goal.value = dragged.dataset.goal;
  form.elements.to.value = list.dataset.table;
  form.elements.before.value = below?.dataset.goal ?? "";
  if (!stays) {
    form.requestSubmit();
  }
});

function nextGoal(goal) {
  return goal.nextElementSibling?.matches(GOAL) ? goal.nextElementSibling : null;
}

document.addEventListener("dragend", () => {
  dragged = null;
  clearMarks();
});

// --- The annex beside it ---------------------------------------------------------------------------------------------

/** The row of the annex that a goal of the editor becomes. */
function rowOf(goal) {
  const list = goal.closest(".report-goals");
  const table = list && preview().querySelectorAll(".annex-table")[list.dataset.number - 1];
  const index = list && [...list.children].indexOf(goal);
  return table?.querySelectorAll("tbody tr")[index];
}

function show(goal) {
  preview().querySelectorAll(".report-preview__row").forEach((row) => row.classList.remove("report-preview__row"));
  const row = goal && rowOf(goal);
  if (!row) {
    return;
  }
  row.classList.add("report-preview__row");
  const box = preview();
  if (box.scrollHeight > box.clientHeight) {
    box.scrollTop += row.getBoundingClientRect().top - box.getBoundingClientRect().top - 48;
  }
}

document.addEventListener("focusin", (event) => show(event.target.closest?.(".report-goal")));

document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target.id === "report-editor") {
    scrolledTo = preview().scrollTop;
  }
});

document.addEventListener("htmx:afterSwap", () => {
  makeDraggable();
  preview().scrollTop = scrolledTo;
});

// --- What is typed ---------------------------------------------------------------------------------------------------

let isTyped = false;

document.addEventListener("input", (event) => {
  isTyped ||= Boolean(event.target.closest?.(".report-form"));
});
document.addEventListener("submit", () => {
  isTyped = false;
});
document.addEventListener("htmx:afterSwap", () => {
  isTyped = Boolean(document.querySelector(".report-form .form-error, .report-form .report-clash"));
});
for (const failure of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  document.addEventListener(failure, () => {
    isTyped = Boolean(document.querySelector(".report-form"));
  });
}
window.addEventListener("beforeunload", (event) => {
  if (isTyped) {
    event.preventDefault();
  }
});

makeDraggable();
