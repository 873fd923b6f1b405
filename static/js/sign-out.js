// What was typed and not saved leaves this browser when its author signs out themselves, and stays when their session merely
// ended: then it is sent again after a new sign-in. Another person's stays in any case.
"use strict";

(() => {
  const LEAVING = "vink-leaving";

  function forget(person) {
    for (const key of Object.keys(localStorage).filter((each) => each.startsWith(`vink-draft:${person}:`))) {
      localStorage.removeItem(key);
    }
    for (const key of ["vink-typed", LEAVING]) {
      sessionStorage.removeItem(key);
    }
  }

  document.addEventListener("submit", (event) => {
    const person = document.querySelector("meta[name=vink-person]")?.content;
    if (person && event.target.matches("form[data-sign-out]")) {
      try {
        sessionStorage.setItem(LEAVING, person);
      } catch {
        // forbidden: then nothing is kept either
      }
    }
  });

  // The page that says so knows whether there was still a session to end.
  document.addEventListener("DOMContentLoaded", () => {
    try {
      const person = sessionStorage.getItem(LEAVING);
      if (person && document.querySelector("[data-signed-out-oneself]")) {
        forget(person);
      } else if (!document.querySelector("meta[name=vink-person]")) {
        sessionStorage.removeItem(LEAVING);
      }
    } catch {
      // forbidden
    }
  });
})();
