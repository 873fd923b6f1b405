// The tab, the period and the step where one is are in view, where their rows are wider than a telephone.

function showCurrent() {
  for (const row of document.querySelectorAll(".plan-head__tabs, .plan-head .periods__list, .steps")) {
    const current = row.querySelector("[aria-current]");
    if (current === null) continue;
    const [outer, inner] = [row.getBoundingClientRect(), current.getBoundingClientRect()];
    row.scrollLeft += inner.left - outer.left - (outer.width - inner.width) / 2;
  }
}

document.addEventListener("DOMContentLoaded", showCurrent);
document.addEventListener("htmx:oobAfterSwap", showCurrent);
