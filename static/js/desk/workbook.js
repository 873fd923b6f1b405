// Says that a large file is being read or saved, and keeps a second press from sending it twice.
"use strict";

for (const form of document.querySelectorAll("[data-workbook-form]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "1";
    const busy = form.querySelector("[data-workbook-busy]");
    busy.textContent = busy.dataset.text;
  });
}

// The page comes back as it was left when the person goes back to it.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("[data-workbook-form]")) {
    delete form.dataset.sent;
    form.querySelector("[data-workbook-busy]").textContent = "";
  }
});
