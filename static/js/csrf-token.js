// The token by which the server knows its own pages, as it is now: signing in elsewhere changes it, and a page holds the old
// one. Over https its cookie has a name that binds it to this host; one of before may lie beside it, and is not asked.
// Where the cookie is gone, a fresh one is fetched before anything is sent, and the page stays as it is.
"use strict";

(() => {
  const { url } = document.currentScript.dataset;

  window.csrfToken = () => (document.cookie.match(/(?:^|; )__Host-csrftoken=([^;]+)/) ?? document.cookie.match(/(?:^|; )csrftoken=([^;]+)/))?.[1];

  let fetching = null;

  /** Fetch a token where the browser has none; gives the reason by which failure.js tells that there is none. */
  window.freshCsrfToken = async () => {
    if (window.csrfToken()) {
      return null;
    }
    // Two at a time would get one each, and the first would be sent beside the other's cookie.
    fetching ??= fetch(url, { headers: { "HX-Request": "true" }, cache: "no-store" }).finally(() => {
      fetching = null;
    });
    try {
      await fetching;
    } catch {
      return "offline";
    }
    return window.csrfToken() ? null : "refused";
  };

  // A request of a part of the page goes out a moment later, or fails as it would have.
  document.addEventListener("htmx:confirm", (event) => {
    if (event.detail.verb !== "get" && !window.csrfToken()) {
      event.preventDefault();
      window.freshCsrfToken().then(() => event.detail.issueRequest(true));
    }
  });

  // A form that would lead to another page is held back until there is a token; without one it is not sent at all.
  document.addEventListener(
    "submit",
    (event) => {
      const { target: form, submitter } = event;
      if (form.method !== "post" || window.isSentByHtmx(form, submitter) || !form.elements.csrfmiddlewaretoken || window.csrfToken()) {
        return;
      }
      event.preventDefault();
      event.stopImmediatePropagation();
      window.freshCsrfToken().then((reason) => {
        if (reason) {
          window.tellFailure?.(reason);
        } else {
          form.requestSubmit(submitter);
        }
      });
    },
    { capture: true },
  );
})();
