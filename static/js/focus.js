// Puts the focus where the reader is needed: on an error summary or a choice, after loading and after a swap; else, on a page
// that says what was done before it, on that, or on the part of the page that its address names; and keeps it near where
// it was, if what had it was swapped away.
"use strict";

function focusWhereNeeded(root) {
  const target = root.matches?.("[data-focus]") ? root : root.querySelector("[data-focus]");
  target?.focus();
  return target;
}

/** Gives the focus to what Tab passes by otherwise. */
function focusPart(part) {
  if (!part.matches("a[href], button, input, select, textarea, summary, [tabindex]")) {
    part.tabIndex = -1;
  }
  part.focus();
}

document.addEventListener("DOMContentLoaded", () => {
  if (!focusWhereNeeded(document) && !document.querySelector("[autofocus]")) {
    const done = document.querySelector(".messages");
    if (done) {
      focusPart(document.getElementById(decodeURIComponent(location.hash.slice(1))) ?? done);
    }
  }
});
document.addEventListener("htmx:afterSettle", (event) => focusWhereNeeded(event.target));

(() => {
  let before = null; // what had the focus before a swap, and the ids of what it stood in, from the inside out

  function noteFocus() {
    const active = document.activeElement;
    before = null;
    if (active && active !== document.body) {
      const ids = [];
      for (let part = active; part; part = part.parentElement) {
        ids.push(part.id);
      }
      before = { active, ids: ids.filter(Boolean) };
    }
  }

  /** The same element as it came again, by what it is and says; else the part of the page in which it stood. */
  function keepFocus() {
    if (!before || before.active.isConnected || document.activeElement !== document.body) {
      return;
    }
    const { active } = before;
    const part = before.ids.map((id) => document.getElementById(id)).find(Boolean);
    const alike = [...(part?.querySelectorAll(active.tagName) ?? [])].find((each) => each.name === active.name && each.textContent === active.textContent);
    if (alike) {
      alike.focus();
    } else if (part) {
      focusPart(part);
    }
    before = null;
  }

  document.addEventListener("htmx:beforeSwap", noteFocus);
  // What knows better where it belongs goes first.
  document.addEventListener("htmx:afterSettle", () => setTimeout(keepFocus));
})();
