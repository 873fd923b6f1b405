// Keeps the answers to a question out of the way of Tab, which goes on to the next field. From the field Alt and the down
// arrow lead to them, Tab between them, and Escape back.
"use strict";

(() => {
  const QUESTION = "[data-question]";
  let answeredFrom = null; // the field to come back to: the question goes once it is answered

  const buttonsOf = (question) => [...question.querySelectorAll("button")];
  const fieldOf = (question) => document.getElementById(question.dataset.field);
  const around = (target) => target.closest?.(QUESTION);

  function questionOf(field) {
    return field.id && document.querySelector(`${QUESTION}[data-field="${CSS.escape(field.id)}"]`);
  }

  /** The field is described by its question; one that went describes it no more. */
  function describe(field, question) {
    const names = (field.getAttribute("aria-describedby") ?? "").split(" ").filter((name) => name && document.getElementById(name));
    if (question && !names.includes(`${question.id}-text`)) {
      names.push(`${question.id}-text`);
    }
    field.setAttribute("aria-describedby", names.join(" "));
    field.setAttribute("aria-keyshortcuts", "Alt+ArrowDown");
  }

  function setAside() {
    for (const question of document.querySelectorAll(QUESTION)) {
      if (!question.contains(document.activeElement)) {
        buttonsOf(question).forEach((button) => (button.tabIndex = -1));
      }
      if (fieldOf(question)) {
        describe(fieldOf(question), question);
      }
    }
  }

  function use(button) {
    const field = fieldOf(around(button));
    field.value = button.dataset.use;
    field.focus();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  document.addEventListener("keydown", (event) => {
    const isAlone = !(event.shiftKey || event.ctrlKey || event.metaKey);
    const question = isAlone && event.altKey && event.key === "ArrowDown" && questionOf(event.target);
    if (question) {
      event.preventDefault();
      buttonsOf(question).forEach((button) => (button.tabIndex = 0));
      buttonsOf(question)[0].focus();
    } else if (event.key === "Escape" && around(event.target)) {
      event.preventDefault();
      fieldOf(around(event.target))?.focus();
    }
  });

  document.addEventListener("focusout", (event) => {
    const question = around(event.target);
    if (question && !question.contains(event.relatedTarget)) {
      buttonsOf(question).forEach((button) => (button.tabIndex = -1));
    }
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-use]");
    if (button) {
      event.preventDefault();
      use(button);
    }
  });

  document.addEventListener("htmx:beforeRequest", (event) => {
    answeredFrom = around(event.target)?.dataset.field ?? answeredFrom;
  });

  // What was being asked meanwhile may not know the answer yet: asked for once more.
  document.addEventListener("htmx:afterRequest", (event) => {
    const field = event.detail.elt?.matches?.("button[name=answer]") && document.getElementById(event.detail.elt.dataset.field);
    if (field) {
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
  });

  document.addEventListener("htmx:afterSettle", () => {
    setAside();
    if (answeredFrom && document.activeElement === document.body) {
      document.getElementById(answeredFrom)?.focus();
    }
    answeredFrom = null;
  });

  document.addEventListener("htmx:oobAfterSwap", setAside);
  window.addEventListener("load", setAside);
  setAside();
})();
