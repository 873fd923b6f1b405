// Tells when an htmx request did not do its work: no connection, refused by the server, or no longer signed in.
"use strict";

function tellFailure(reason) {
  const place = document.getElementById("failure");
  place.textContent = reason ? place.dataset[reason] : "";
}

function isSignInPage(request) {
  const login = document.getElementById("failure").dataset.login;
  return Boolean(request.responseURL) && new URL(request.responseURL).pathname === login;
}

document.addEventListener("htmx:beforeRequest", () => tellFailure(null));
document.addEventListener("htmx:sendError", () => tellFailure("offline"));
document.addEventListener("htmx:responseError", () => tellFailure("refused"));
document.addEventListener("htmx:beforeSwap", (event) => {
  if (isSignInPage(event.detail.xhr)) {
    event.detail.shouldSwap = false;
    tellFailure("signedOut");
  }
});
