// Puts the focus where the reader is needed: on an error summary or a choice, after loading and after a swap.
"use strict";

function focusWhereNeeded(root) {
  const target = root.matches?.("[data-focus]") ? root : root.querySelector("[data-focus]");
  target?.focus();
}

document.addEventListener("DOMContentLoaded", () => focusWhereNeeded(document));
document.addEventListener("htmx:afterSettle", (event) => focusWhereNeeded(event.target));
