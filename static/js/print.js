// Shows the buttons that print the page; without a script the browser's own menu prints it.
"use strict";

function showPrintButtons(root) {
  for (const button of root.querySelectorAll("[data-print]")) {
    button.hidden = false;
  }
}

document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-print]")) {
    window.print();
  }
});
document.addEventListener("DOMContentLoaded", () => showPrintButtons(document));
document.addEventListener("htmx:afterSettle", () => showPrintButtons(document));
