// Copies a text: data-copy names it by a selector. Without the browser's leave one marks it oneself.
"use strict";

const copyButton = document.querySelector("button[data-copy]");

if (copyButton && navigator.clipboard) {
  copyButton.hidden = false;
  copyButton.addEventListener("click", async () => {
    let message = copyButton.dataset.copied;
    try {
      await navigator.clipboard.writeText(document.querySelector(copyButton.dataset.copy).textContent);
    } catch {
      message = copyButton.dataset.notCopied;
    }
    document.querySelector("[data-copy-message]").textContent = message;
    document.dispatchEvent(new CustomEvent("announce", { detail: { text: message } }));
  });
}
