// Reads aloud what an answer says in its HX-Trigger header: {"announce": {"text": "Gemt"}}.
"use strict";

document.addEventListener("announce", (event) => {
  document.getElementById("live").textContent = event.detail.text;
});
