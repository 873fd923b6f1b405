// Whoever leaves a page with a half-written reason or form is asked first: by a link, and by another form of the page.
"use strict";

(() => {
  const GUARDED = 'form[data-guarded], #content-main form[id$="_form"]'; // the second are the administration's
  const unsent = new Set();

  function note(field) {
    if (field.form?.matches(GUARDED)) {
      unsent.add(field.form);
    }
  }

  // What was refused stands in its form again, and is still sent nowhere.
  document.querySelectorAll("[aria-invalid=true]").forEach(note);
  document.addEventListener("input", ({ target }) => note(target));
  document.addEventListener("submit", ({ target }) => unsent.delete(target));
  window.addEventListener("beforeunload", (event) => {
    if (unsent.size) {
      event.preventDefault();
    }
  });
})();
