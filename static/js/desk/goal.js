// On a goal's entry page: what is typed keeps itself as a draft with the server, or in this browser while the server
// cannot be reached or nobody is signed in; and the suggested sentence goes into the text.
"use strict";

(() => {
  const form = document.getElementById("goal-form");
  if (!form) {
    return;
  }
  const PREFIX = "vink-draft:";
  const KEPT_FOR = 14 * 24 * 60 * 60 * 1000; // milliseconds
  const PAUSE = 800;
  const LONGEST_WAIT = 5_000;
  // What is posted besides what was typed.
  const NOT_TYPED = ["csrfmiddlewaretoken", "then", "draft-base"];
  // What the page says of itself, and nobody types.
  const OF_THE_PAGE = /(?:-version|-shown|-typed|-format|_FORMS)$/;

  const { draftUrl, draftKey, person, forget } = form.dataset;
  const localKeys = `${PREFIX}${person}:${draftKey}`; // and after # the tab, since each may hold something else
  const localKey = `${localKeys}#${tabName()}`;
  const FROM_HERE = "vink-from-here"; // in this tab: whose fields the server has just been given from this browser
  const state = document.getElementById("draft-state");
  const notice = document.getElementById("draft-notice");
  const restored = document.getElementById("draft-restored");
  const beside = document.getElementById("draft-elsewhere");

  let sent; // the fields as the server has them
  let began = {}; // the fields as they were when the page came
  let agreed = {}; // each field as the server had it when it last answered this tab
  let timer;
  const underWay = new Set(); // the requests that keep a draft
  let isLeaving = false;
  let isReady = false; // the editor of the text has come, and what only this browser had was offered
  let isTouched = false;

  // --- What is typed ---------------------------------------------------------------------------------------------------

  function typed() {
    const fields = [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !NOT_TYPED.includes(name));
    return Object.fromEntries(fields);
  }

  /** Of each field that was changed here, what it held when this tab last agreed with the server's draft. */
  function changed(fields) {
    const names = Object.keys({ ...began, ...agreed, ...fields }).filter((name) => !OF_THE_PAGE.test(name));
    const own = names.filter((name) => (fields[name] ?? "") !== (began[name] ?? "") || (fields[name] ?? "") !== (agreed[name] ?? ""));
    return Object.fromEntries(own.map((name) => [name, agreed[name] ?? ""]));
  }

  /** Whether both say the same, however a text is written down: as plain lines before the editor has come, then as HTML. */
  function saySame(one, other) {
    const names = Object.keys({ ...one, ...other }).filter((name) => !OF_THE_PAGE.test(name));
    return names.every((name) => sayAlike(one[name] ?? "", other[name] ?? "", [one, other].some((fields) => `${name}-format` in fields)));
  }

  /** Two texts with formatting are alike where that is alike too; beside plain lines only the words count. */
  function sayAlike(one, other, isRich) {
    const areHtml = [one, other].map((text) => isRich && text.startsWith("<"));
    if (areHtml[0] && areHtml[1]) {
      return parsed(one).innerHTML === parsed(other).innerHTML;
    }
    const [words, otherWords] = [one, other].map((text, index) => (areHtml[index] ? parsed(text).textContent : text).replace(/\s/g, ""));
    return words === otherWords;
  }

  const parsed = (html) => new DOMParser().parseFromString(html, "text/html").body;

  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

  function fill(fields) {
    for (const element of form.elements) {
      const value = fields[element.name];
      if (!element.name || NOT_TYPED.includes(element.name) || element.tagName === "BUTTON") {
        continue;
      }
      if (element.type === "checkbox") {
        element.checked = value !== undefined;
      } else if (value !== undefined && element.value !== value) {
        element.value = value;
        element.dispatchEvent(new CustomEvent("rich-text:set", { detail: asHtml(value, fields[`${element.name}-format`]) }));
      }
    }
    for (const details of form.querySelectorAll("details:not(.last-time)")) {
      details.open ||= [...details.querySelectorAll("input:not([type=hidden], [type=checkbox]), textarea")].some((field) => field.value);
    }
  }

  function asHtml(text, format) {
    if (format !== "plain") {
      return text;
    }
    const holder = document.createElement("div");
    holder.append(...text.split("\n").map((line) => Object.assign(document.createElement("p"), { textContent: line })));
    return holder.innerHTML;
  }

  // --- In this browser ----------------------------------------------------------------------------------------------------

  /** A name for this tab, which it keeps from page to page. */
  function tabName() {
    const fresh = `${Date.now().toString(36)}${Math.random().toString(36).slice(2, 8)}`;
    try {
      const name = sessionStorage.getItem("vink-tab") ?? fresh;
      sessionStorage.setItem("vink-tab", name);
      return name;
    } catch {
      return fresh;
    }
  }

  /** The keys of what the tabs of this browser hold of this page; without a tab's name from an earlier version. */
  function keysHere() {
    try {
      return Object.keys(localStorage).filter((key) => key === localKeys || key.startsWith(`${localKeys}#`));
    } catch {
      return [];
    }
  }

  function readLocal(key) {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null;
    }
  }

  function keepLocally(fields) {
    try {
      localStorage.setItem(localKey, JSON.stringify({ at: Date.now(), fields, base: changed(fields) }));
      return true;
    } catch {
      return false; // full, or forbidden
    }
  }

  function dropLocal(key = localKey) {
    try {
      localStorage.removeItem(key);
    } catch {
      // forbidden: then there is nothing
    }
  }

  function dropOld() {
    try {
      for (const key of Object.keys(localStorage).filter((each) => each.startsWith(PREFIX))) {
        if (Date.now() - (readLocal(key)?.at ?? 0) > KEPT_FOR) {
          dropLocal(key);
        }
      }
    } catch {
      // forbidden
    }
  }

  // --- With the server ----------------------------------------------------------------------------------------------------

  /** The token as it is now: signing in elsewhere changes it. */
  function token() {
    return window.csrfToken() ?? form.elements.csrfmiddlewaretoken.value;
  }

  function post(...draft) {
    const request = send(...draft);
    underWay.add(request);
    request.catch(() => {}).finally(() => underWay.delete(request));
    return request;
  }

  async function send(fields, keepalive = false, base = changed(fields)) {
    if (!keepalive) {
      await window.freshCsrfToken();
    }
    const body = new URLSearchParams({ ...fields, "draft-base": JSON.stringify(base), csrfmiddlewaretoken: token() });
    return fetch(draftUrl, { method: "POST", body, keepalive, headers: { "HX-Request": "true" }, redirect: "error" });
  }

  async function save() {
    const fields = typed();
    if (same(fields, sent)) {
      return;
    }
    let answer;
    try {
      answer = await post(fields);
    } catch {
      tellLocal(fields, form.dataset.keptHere);
      return;
    }
    if (answer.ok) {
      agree(fields);
      const { told, saved, elsewhere, waits } = await answer.json();
      tell(told, waits ? "waits" : elsewhere ? "beside" : "kept");
      tellDraft(Boolean(saved), elsewhere);
      if (same(typed(), fields)) {
        dropLocal();
      }
    } else if (answer.status === 401) {
      tellLocal(fields, form.dataset.signedOut);
    } else if (answer.status === 422) {
      keepLocally(fields);
      tell((await answer.json()).told, "failed");
    } else {
      tellLocal(fields, form.dataset.keptHere);
    }
  }

  /** The server has what was changed here; what another tab has changed besides is not in these fields. */
  function agree(fields) {
    for (const name of Object.keys(changed(fields))) {
      agreed[name] = fields[name];
    }
    sent = fields;
  }

  /** Whether there is a draft, which can be deleted; and what another tab has typed in the same fields, to be copied. */
  function tellDraft(isThere, elsewhere) {
    if (beside.dataset.html !== elsewhere) {
      beside.dataset.html = elsewhere;
      beside.innerHTML = elsewhere;
    }
    restored.hidden ||= !isThere;
    showNotice(isThere);
  }

  /** The draft's button stands in the notice above the fields, or beside when it was kept. */
  function showNotice(isThere) {
    notice.hidden = restored.hidden && !beside.childElementCount;
    document.getElementById("draft-delete").hidden = !isThere || !notice.hidden;
  }

  function tell(text, how) {
    state.textContent = text;
    state.dataset.how = how;
  }

  function tellLocal(fields, text) {
    const isKept = keepLocally(fields);
    if (isKept) {
      tell(text, "here");
    }
    timer = setTimeout(save, 15_000); // perhaps by then
    return isKept;
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  }

  /** What is saved or deleted does away with the draft, so that a draft that came later would stay: the form waits for it. */
  function waitsForDraft(event) {
    clearTimeout(timer);
    if (!underWay.size) {
      return false;
    }
    event.preventDefault();
    event.stopPropagation();
    const { target, submitter } = event;
    const pause = new Promise((goOn) => setTimeout(goOn, LONGEST_WAIT));
    Promise.race([Promise.allSettled(underWay), pause]).then(() => {
      underWay.clear();
      if (!isLeaving) {
        target.requestSubmit(submitter);
      }
    });
    return true;
  }

  function touch() {
    isTouched = true;
    if (isReady) {
      later();
    }
  }

  /** The page goes: kept here at once, and sent as long as the browser lets it. */
  function leave() {
    const fields = typed();
    if (isLeaving || same(fields, sent)) {
      return;
    }
    clearTimeout(timer);
    const isFree = isReady || !readLocal(localKey); // what was kept before, and not yet offered, stays
    if (isFree) {
      keepLocally(fields);
    }
    post(fields, true).then((answer) => {
      if (answer.ok) {
        agree(fields);
        if (isFree) {
          dropLocal();
        }
      }
    }, () => {});
  }

  // --- The page ------------------------------------------------------------------------------------------------------------

  /** Give the server what only this browser has; the page then comes again, filled in with it and judged by it. */
  async function offerLocal() {
    const typedBefore = typed();
    let isKept = false;
    for (const key of keysHere()) {
      const local = readLocal(key);
      // The server adds field to field; an earlier version kept nothing by which it could.
      const isOlder = !local?.base && form.dataset.draftSaved && local?.at < Date.parse(form.dataset.draftSaved);
      const isThere = [typedBefore, began].some((fields) => saySame(local?.fields ?? {}, fields));
      if (!local || isOlder || isThere) {
        dropLocal(key);
        continue;
      }
      const answer = await post(local.fields, false, local.base ?? null).catch(() => null);
      if (answer?.ok) {
        dropLocal(key);
        isKept = Boolean((await answer.json()).saved) || isKept;
      } else if (key === localKey || key === localKeys) {
        // It cannot be kept there, but it can be read and shortened here.
        fill(local.fields);
        tellFromHere();
        later();
        form.dispatchEvent(new Event("change", { bubbles: true }));
      }
    }
    // What was typed meanwhile stays; the next draft that is saved goes together with the one from here.
    const isAsItCame = saySame(typedBefore, began);
    if (isKept && isAsItCame && same(typed(), typedBefore)) {
      comeAgain();
    }
  }

  function comeAgain() {
    try {
      sessionStorage.setItem(FROM_HERE, localKey);
    } catch {
      // forbidden: then the page only says that the fields are filled in from a draft
    }
    isLeaving = true;
    location.reload();
  }

  function isFromHere() {
    try {
      const key = sessionStorage.getItem(FROM_HERE);
      sessionStorage.removeItem(FROM_HERE);
      return key === localKey;
    } catch {
      return false;
    }
  }

  function tellFromHere() {
    document.getElementById("draft-notice-when").textContent = form.dataset.fromHere;
    restored.hidden = false;
    showNotice(true);
  }

  function use(button) {
    const text = document.getElementById(button.dataset.suggestion).textContent;
    const area = form.querySelector("[name=commentary]");
    if (area.closest("[data-ready]")) {
      const holder = document.createElement("p");
      holder.textContent = text;
      area.dispatchEvent(new CustomEvent("rich-text:add", { detail: holder.outerHTML }));
    } else {
      area.value = area.value ? `${text}\n${area.value}` : text;
      area.dispatchEvent(new Event("input", { bubbles: true }));
      area.focus();
    }
  }

  /** Take the page as it came: what is in the draft by then, this tab has seen. */
  function begin(fields) {
    began = fields;
    agreed = { ...began };
  }

  /** The fields as the server wrote them, whatever was typed before this script came. */
  function came() {
    const fields = typed();
    for (const field of form.querySelectorAll("input:not([type=hidden]), textarea")) {
      if (field.type === "checkbox") {
        delete fields[field.name];
        if (field.defaultChecked) {
          fields[field.name] = field.value;
        }
      } else if (field.name && !field.disabled) {
        fields[field.name] = field.defaultValue;
      }
    }
    return fields;
  }

  async function start() {
    dropOld();
    if (forget) {
      dropLocal(`${PREFIX}${person}:${forget}`);
      dropLocal(`${PREFIX}${person}:${forget}#${tabName()}`);
    }
    if (!("mayChange" in form.dataset)) {
      return;
    }
    // What was refused, and is too much for a draft, is kept nowhere yet; nor is what was typed before this script came.
    const isChanged = !saySame(typed(), came());
    sent = "unsaved" in form.dataset || isChanged ? null : typed();
    isTouched = !sent;
    begin(isChanged ? came() : typed());
    form.addEventListener("input", touch);
    form.addEventListener("change", touch);
    form.addEventListener("click", (event) => {
      const button = event.target.closest("[data-suggestion]");
      if (button) {
        use(button);
      }
    });
    form.addEventListener("submit", (event) => {
      if (waitsForDraft(event)) {
        return;
      }
      form.elements.csrfmiddlewaretoken.value = token();
      form.elements["draft-base"].value = JSON.stringify(changed(typed()));
      // The answer may never come: kept here until a page tells that it was saved.
      keepLocally(typed());
      isLeaving = true;
    });
    form.addEventListener("held-back", (event) => {
      clearTimeout(timer);
      sent = null; // what is kept here goes to the server once it can, also where it has that already
      if (tellLocal(typed(), form.dataset.keptHere)) {
        event.preventDefault();
      }
    });
    document.getElementById("draft-discard").addEventListener("submit", (event) => {
      if (waitsForDraft(event)) {
        return;
      }
      isLeaving = true;
      dropLocal();
    });
    window.addEventListener("pagehide", leave);
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && leave());
    window.addEventListener("online", save);
    window.addEventListener("focus", () => state.dataset.how === "here" && save());
    window.addEventListener("pageshow", (event) => {
      isLeaving &&= !event.persisted;
    });
    await window.richTextReady;
    if (!isTouched) {
      sent = typed(); // the text as the editor writes it
    }
    if (saySame(typed(), began)) {
      begin(typed()); // the editor may have written the text otherwise, and nobody has
    }
    if (isFromHere()) {
      tellFromHere();
    }
    if ("unsaved" in form.dataset) {
      // It is kept nowhere but on this page and in this browser.
    } else if ("refused" in form.dataset) {
      dropLocal(); // the server has kept it; the page stays with what it says of it
    } else {
      await offerLocal();
    }
    isReady = true;
    if (isTouched) {
      later();
    }
  }

  start();
})();
