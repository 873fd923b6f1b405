// The token by which the server knows its own pages, as it is now: signing in elsewhere changes it, and a page holds the old
// one. Over https its cookie has a name that binds it to this host; one of before may lie beside it, and is not asked.
"use strict";

window.csrfToken = () => (document.cookie.match(/(?:^|; )__Host-csrftoken=([^;]+)/) ?? document.cookie.match(/(?:^|; )csrftoken=([^;]+)/))?.[1];
