// What a setting would count is shown while it is chosen. Without this script a button shows it.
"use strict";

const settings = document.querySelector("[data-live-form]");
const live = document.querySelector("[data-live]");
let waiting = 0;

async function look() {
  const body = new FormData(settings);
  body.set("preview", "1");
  const answer = await fetch(window.location.href, { method: "POST", body });
  if (!answer.ok) return; // half typed: the last answer stays
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("[data-live]");
  if (fresh) live.replaceChildren(...fresh.childNodes);
}

if (settings && live) {
  settings.addEventListener("input", () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(look, 400);
  });
}
