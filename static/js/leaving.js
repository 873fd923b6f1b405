// Whoever leaves a page with a half-written reason or form is asked first: by a link, and by another form of the page.
"use strict";

(() => {
  const GUARDED = 'form[data-guarded], #content-main form[id$="_form"]'; // the second are the administration's
  const unsent = new Set();

  // What was refused, or met somebody else's, stands in its form again, and is still saved nowhere.
  for (const form of document.querySelectorAll(GUARDED)) {
    if (form.querySelector("[aria-invalid=true], .form-error, .conflict")) {
      unsent.add(form);
    }
  }
  document.addEventListener("input", ({ target }) => {
    if (target.form?.matches(GUARDED)) {
      unsent.add(target.form);
    }
  });
  document.addEventListener("submit", ({ target }) => unsent.delete(target));
  window.addEventListener("beforeunload", (event) => {
    if (unsent.size) {
      event.preventDefault();
    }
  });
})();
