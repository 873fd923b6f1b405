// Holds back a form that would lead to another page while there is no connection: the browser would show its own page
// instead, and what was typed would be gone. htmx tells of its own (failure.js).
"use strict";

(() => {
  /** Whether htmx sends the form, which may post something else by itself while one types. */
  window.isSentByHtmx = (form, submitter) => {
    const trigger = form.getAttribute("hx-trigger") ?? "submit";
    return (form.matches("[hx-post]") && trigger.includes("submit")) || Boolean(submitter?.matches("[hx-post]"));
  };

  document.addEventListener(
    "submit",
    (event) => {
      const { target: form, submitter } = event;
      if (form.method !== "post" || navigator.onLine || window.isSentByHtmx(form, submitter)) {
        return;
      }
      event.preventDefault();
      event.stopImmediatePropagation();
      // A form that is kept in this browser says so (desk/goal.js).
      const isKept = !form.dispatchEvent(new CustomEvent("held-back", { cancelable: true }));
      window.tellFailure("offline", isKept ? "draft" : "form");
    },
    { capture: true },
  );
})();
