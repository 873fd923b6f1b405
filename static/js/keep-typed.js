// Keeps what is typed in a form when the session has ended as it is sent: the answer is then the sign-in page, which says
// so, and after it the form is filled in again. So it is when one turns back on the page that asks for the password, and what
// that page carries along is kept too. It stays in this tab alone, until an answer comes, and for one person alone.
"use strict";

(() => {
  const KEY = "vink-typed";
  const { filled, leftOver, again, signedOut, undone, nothing } = document.currentScript.dataset;
  const person = document.querySelector("meta[name=vink-person]")?.content;
  const here = location.pathname + location.search;

  /** What the page says of itself, and is not typed; it is held against what is stored, and so kept as it was. */
  const OF_THE_PAGE = /^(?:version|seen|shown|current|typed|.*-(?:version|shown|current|typed|format))$/;
  const NOT_TYPED = ["csrfmiddlewaretoken", "next"];

  function read() {
    try {
      return JSON.parse(sessionStorage.getItem(KEY));
    } catch {
      return null;
    }
  }

  function write(kept) {
    try {
      if (kept) {
        sessionStorage.setItem(KEY, JSON.stringify(kept));
      } else {
        sessionStorage.removeItem(KEY);
      }
    } catch {
      // full, or forbidden
    }
  }

  function renewToken(form) {
    const token = window.csrfToken();
    if (token && form.elements.csrfmiddlewaretoken) {
      form.elements.csrfmiddlewaretoken.value = token;
    }
  }

  /** Whether this browser keeps the form by itself (desk/goal.js), for the page to come back with. */
  function isKeptAsDraft(form) {
    try {
      const { person: whose, draftKey } = form.dataset;
      return Boolean(draftKey) && Object.keys(localStorage).some((key) => key.startsWith(`vink-draft:${whose}:${draftKey}#`));
    } catch {
      return false;
    }
  }

  const isText = (field) => field.matches("textarea, input:not([type]), input[type=text], input[type=date], input[type=number]");

  /** The form's fields by name and place: several may have the same name. */
  function fieldsOf(form) {
    return [...form.elements].filter((field) => field.name && field.matches("input, select, textarea") && !NOT_TYPED.includes(field.name) && field.type !== "file");
  }

  /** What tells the form from the others of its page. */
  function signature(form) {
    const fixed = fieldsOf(form).filter((field) => field.type === "hidden" && !OF_THE_PAGE.test(field.name));
    return JSON.stringify([form.getAttribute("action"), ...fixed.map((field) => [field.name, field.value])]);
  }

  /** The address to which the form is sent. */
  const sentTo = (form) => new URL(form.getAttribute("action") || location.href, location.href).pathname;

  const valueOf = (field) => (["checkbox", "radio"].includes(field.type) ? field.checked : field.value);

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) {
      return;
    }
    renewToken(form);
    const fields = fieldsOf(form);
    if (person && isKeptAsDraft(form)) {
      write({ person, here, isDraft: true });
      return;
    }
    const keepsItself = form.matches("[data-draft-url]") || fields.some((field) => field.type === "password");
    if (person && !keepsItself && fields.some((field) => isText(field) && field.value.trim())) {
      const values = fields.map((field) => [field.name, valueOf(field)]);
      const texts = fields.filter(isText).map((field) => field.value.trim()).filter(Boolean);
      write({ person, here, sent: sentTo(form), form: signature(form), values, texts });
    }
  });

  /** What the page that asks for the password carries along, for the page whose form it was typed in. */
  function carriedBy(form) {
    const { pathname, search } = new URL(form.dataset.carries, location.href);
    const fields = [...form.querySelectorAll("input[type=hidden]")].filter((field) => !NOT_TYPED.includes(field.name));
    const posted = fields.map((field) => [field.name, field.value]);
    return { person, here: pathname + search, sent: location.pathname, posted };
  }

  /** The form that was sent: the one with the most fields of what was posted, or the one that is like it. */
  function formOf(kept) {
    const forms = [...document.forms].filter((each) => each.method === "post");
    if (!kept.posted) {
      return forms.find((each) => signature(each) === kept.form);
    }
    const names = new Set(kept.posted.map(([name]) => name));
    const inCommon = (form) => fieldsOf(form).filter((field) => names.has(field.name)).length;
    const [most] = forms.filter((each) => sentTo(each) === kept.sent).sort((one, other) => inCommon(other) - inCommon(one));
    return most && inCommon(most) ? most : undefined;
  }

  /** Fill in the form that was sent; false where the page has none like it. */
  function fill(kept) {
    const form = formOf(kept);
    if (!form) {
      return false;
    }
    const waiting = [...(kept.values ?? kept.posted)];
    for (const field of fieldsOf(form)) {
      if (kept.posted && ["checkbox", "radio"].includes(field.type)) {
        field.checked = kept.posted.some(([name, value]) => name === field.name && value === field.value);
        field.dispatchEvent(new Event("input", { bubbles: true }));
        continue;
      }
      const at = waiting.findIndex(([name]) => name === field.name);
      const [, value] = at < 0 ? [] : waiting.splice(at, 1)[0];
      if (typeof value === "boolean") {
        field.checked = value;
      } else if (value !== undefined) {
        field.value = value;
      }
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    for (let details = form.closest("details"); details; details = details.parentElement.closest("details")) {
      details.open = true;
    }
    form.querySelectorAll("details").forEach((details) => (details.open = true));
    return true;
  }

  function tell(text, typed = []) {
    const notice = document.createElement("div");
    notice.className = "alert alert-info alert--show-icon typed-again";
    notice.tabIndex = -1;
    const body = document.createElement("div");
    body.className = "alert-body";
    body.append(...[text, ...typed].map((line) => Object.assign(document.createElement("p"), { className: "alert-text", textContent: line })));
    notice.append(body);
    (document.querySelector("#content") ?? document.querySelector("main")).prepend(notice); // the administration has both
    return notice;
  }

  const kept = read();
  const proof = document.querySelector("form[data-carries]");
  if (proof) {
    const carried = { ...carriedBy(proof), texts: (!kept?.isInterrupted && kept?.texts) || [] };
    write(carried);
    const undo = () => write({ ...carried, isInterrupted: true, isUndone: true });
    proof.querySelector("[data-undo]").addEventListener("click", undo);
    return;
  }
  if (!kept) {
    return;
  }
  const next = document.querySelector("input[name=next]");
  if (!person && next && !next.value && !kept.isInterrupted) {
    write(null); // it was answered: by it one gave up one's own access
  } else if (!person) {
    write({ ...kept, isInterrupted: true });
    if (next && kept.sent && next.value.split("?")[0] === kept.sent) {
      next.value = kept.here; // not every address that takes a form is a page
    }
    if (document.querySelector("input[type=password]")) {
      tell(signedOut).setAttribute("role", "status");
    }
  } else if (!kept.isInterrupted || kept.person !== person || kept.isDraft) {
    write(null); // it was answered, or it is somebody else's, or its own page brings it back
  } else if (kept.here === here) {
    write(null);
    if (fill(kept)) {
      tell(kept.isUndone ? undone : filled).focus();
    } else if (kept.isUndone || !kept.texts.length) {
      tell(kept.isUndone ? nothing : again, kept.texts).focus();
    } else {
      tell(leftOver, kept.texts).focus();
    }
  }
})();
