// In the administration: a list with search (select2) is named by its field's label, not by what is chosen alone;
// a new row of a page gets the place after the last.
"use strict";

const nameLists = () => {
  for (const select of document.querySelectorAll("select.admin-autocomplete")) {
    const label = document.querySelector(`label[for="${select.id}"]`);
    const list = select.parentElement.querySelector(".select2-selection");
    const chosen = list?.querySelector(".select2-selection__rendered");
    if (!label || !chosen) continue;
    label.id ||= `${select.id}_label`;
    list.setAttribute("aria-labelledby", `${label.id} ${chosen.id}`);
    chosen.setAttribute("aria-labelledby", label.id);
  }
};

// They are made at some time after the page has loaded, and again for each row that is added.
new MutationObserver(nameLists).observe(document.documentElement, { childList: true, subtree: true });
nameLists();

// Django tells of each row that is added to a page.
document.addEventListener("formset:added", ({ target, detail }) => {
  const orderField = target.querySelector('input[name$="-order"]');
  if (!orderField) return;
  const rows = target.closest(".inline-group").querySelectorAll(".inline-related:not(.empty-form)");
  const taken = [...rows]
    .filter((row) => row !== target)
    .map((row) => Number(row.querySelector(`input[name^="${detail.formsetName}-"][name$="-order"]`)?.value));
  orderField.value = Math.max(0, ...taken.filter(Number.isFinite)) + 1;
});
