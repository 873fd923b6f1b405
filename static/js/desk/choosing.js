// Counts the goals that are ticked on the button that acts on them, and ticks all of them where a page offers that.
"use strict";

const boxes = [...document.querySelectorAll("input[type=checkbox][data-choice]")];
const all = document.getElementById("choose-all");

function count() {
  const chosen = boxes.filter((box) => box.checked).length;
  const chosenCount = document.querySelector("[data-chosen-count]");
  if (chosenCount) {
    chosenCount.textContent = chosen ? ` (${chosen})` : "";
  }
  if (all) {
    all.checked = chosen === boxes.length;
    all.indeterminate = chosen > 0 && chosen < boxes.length;
  }
}

if (all) {
  all.closest("[data-choose-all]").hidden = false;
  all.addEventListener("change", () => {
    boxes.forEach((box) => (box.checked = all.checked));
    count();
  });
}
boxes.forEach((box) => box.addEventListener("change", count));
window.addEventListener("pageshow", count);
