// Marks each part of a page in which something is typed (components/seen.html): from then on it is the person's, and is
// held against what is stored, even where it comes to say what stood there at first.
"use strict";

for (const change of ["input", "change"]) {
  document.addEventListener(change, (event) => {
    for (let part = event.target.parentElement; part; part = part.parentElement) {
      const mark = part.querySelector("[data-typed]");
      if (mark) {
        mark.value = "1";
        return;
      }
    }
  });
}
