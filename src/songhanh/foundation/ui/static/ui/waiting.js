// A page that waits for work behind it looks again by itself. Without this script its link does.
"use strict";

const PAUSE = 3000;

async function look() {
  const place = document.querySelector("[data-waiting]");
  if (!place) return;
  try {
    const answer = await fetch(window.location.href);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("[data-waiting]");
    if (answer.ok && !fresh) {
      window.location.reload();
      return;
    }
    if (fresh) place.replaceChildren(...fresh.childNodes);
  } catch {
    // A weak line: the next look may get through.
  }
  window.setTimeout(look, PAUSE);
}

window.setTimeout(look, PAUSE);
