// Says that a form's work takes a while and keeps it from being sent twice: data-busy holds the words.
"use strict";

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-busy]");
  if (!form) return;
  if (form.getAttribute("aria-busy") === "true") {
    event.preventDefault();
    return;
  }
  form.setAttribute("aria-busy", "true");
  form.querySelector("[data-busy-message]").textContent = form.dataset.busy;
});

// The Back button shows the page as it was left.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-busy]")) {
    form.removeAttribute("aria-busy");
    form.querySelector("[data-busy-message]").textContent = "";
  }
});
