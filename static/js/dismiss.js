// Closes what a button belongs to: data-dismiss names it by a selector.
"use strict";

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-dismiss]");
  button?.closest(button.dataset.dismiss)?.remove();
});
