// Asks before amounts that are typed and not saved get lost.
"use strict";

let isTyped = document.querySelector("#spending .form-error, #spending .conflict") !== null;

document.getElementById("spending")?.addEventListener("input", () => {
  isTyped = true;
});
document.addEventListener("submit", () => {
  isTyped = false;
});
window.addEventListener("beforeunload", (event) => {
  if (isTyped) {
    event.preventDefault();
  }
});
