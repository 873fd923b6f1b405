// Tells when an htmx request did not do its work: no connection, refused by the server, or no longer signed in.
"use strict";

// What is said depends on what was asked for: something to be saved, a whole form, one of which the browser keeps a draft,
// sums that save nothing, or a page to read.
function tellFailure(reason, asked = "saving") {
  const box = document.getElementById("failure");
  const endings = { saving: "", form: "Form", draft: "Draft", sums: "Sums", reading: "Reading" };
  box.textContent = reason ? box.dataset[`${reason}${endings[asked]}`] : "";
}

function askedBy(event) {
  const { elt, requestConfig } = event.detail;
  return requestConfig?.verb === "get" ? "reading" : (elt.dataset.failure ?? "saving");
}

// The server answers a script by 401 where a person would be led to the sign-in page.
function isSignedOut(request) {
  return request.status === 401;
}

// A request that saves nothing, such as a preview, loses nothing where it fails.
function isQuiet(event) {
  return event.detail.elt.dataset.failure === "quiet";
}

document.addEventListener("htmx:beforeRequest", () => tellFailure(null));
document.addEventListener("htmx:sendError", (event) => isQuiet(event) || tellFailure("offline", askedBy(event)));
document.addEventListener("htmx:responseError", (event) => {
  if (!isQuiet(event)) {
    tellFailure(isSignedOut(event.detail.xhr) ? "signedOut" : "refused", askedBy(event));
  }
});

document.addEventListener("htmx:configRequest", (event) => {
  const token = window.csrfToken();
  if (token && event.detail.formData.has("csrfmiddlewaretoken")) {
    event.detail.formData.set("csrfmiddlewaretoken", token);
  }
});
