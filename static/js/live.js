// Reads aloud what an answer says in its HX-Trigger header: {"announce": {"text": "Gemt"}}; and what a new page says
// was done before it, which nobody would hear otherwise, unless it has the focus (focus.js).
"use strict";

const PAUSE_BEFORE_READING = 300; // milliseconds: what is there from the start is not read

document.addEventListener("announce", (event) => {
  document.getElementById("live").textContent = event.detail.text;
});

window.addEventListener("load", () => {
  const messages = document.querySelector(".messages");
  if (messages && messages !== document.activeElement) {
    messages.setAttribute("role", "status");
    setTimeout(() => messages.append(...messages.children), PAUSE_BEFORE_READING);
  }
});
