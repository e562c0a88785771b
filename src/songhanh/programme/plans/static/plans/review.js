// Both sides of the review speak to each other, and keys do what the buttons do.
// Without this script the links and buttons do the same, one page at a time.
"use strict";

const review = document.querySelector("[data-review]");
const wide = window.matchMedia("(min-width: 64rem)");

function anchorsOf(node) {
  const mark = node.closest("[data-anchors]");
  if (mark) return mark.dataset.anchors.split(" ");
  const element = node.closest("[data-anchor]");
  return element ? [element.dataset.anchor] : [];
}

function marksOf(anchors) {
  return [...review.querySelectorAll("[data-anchors]")].filter((mark) =>
    mark.dataset.anchors.split(" ").some((anchor) => anchors.includes(anchor)),
  );
}

function show(anchors) {
  for (const node of review.querySelectorAll(".is-active")) node.classList.remove("is-active");
  if (!anchors.length) return;
  for (const mark of marksOf(anchors)) mark.classList.add("is-active");
  const nearest = document.getElementById(anchors[anchors.length - 1]);
  if (nearest) nearest.classList.add("is-active");
}

// The place of an element in the text is "s" and its anchor: e12 and se12, f3 and sf3.
function counterpart(id) {
  const other = /^s[ef]\d+$/.test(id) ? id.slice(1) : `s${id}`;
  return /^s?[ef]\d+$/.test(id) ? document.getElementById(other) : null;
}

function scrollInPane(node) {
  const pane = node && node.closest(".pane");
  if (!pane || pane.scrollHeight <= pane.clientHeight) return;
  const above = node.getBoundingClientRect().top - pane.getBoundingClientRect().top;
  pane.scrollTop += above - pane.clientHeight / 3;
}

// Side by side, the other pane follows to the same element; on a phone the tab of the target opens.
function follow() {
  const id = window.location.hash.slice(1);
  const target = document.getElementById(id);
  const pane = target && target.closest(".pane");
  if (pane) open(pane.id);
  const node = counterpart(id);
  if (target && pane && target !== pane && !wide.matches) target.scrollIntoView({ block: "center" });
  if (!node) return;
  scrollInPane(node);
  show([id.replace(/^s/, "")]);
}

// ---- tabs of a narrow screen ----

function open(pane) {
  review.dataset.shown = pane;
  for (const tab of document.querySelectorAll("[data-tab]")) {
    if (tab.hash === `#${pane}`) tab.setAttribute("aria-current", "true");
    else tab.removeAttribute("aria-current");
  }
}

// ---- hovering: the other side follows when the hand rests ----

let resting = 0;

function hover(event) {
  const anchors = anchorsOf(event.target);
  show(anchors);
  window.clearTimeout(resting);
  if (!anchors.length || !wide.matches) return;
  const anchor = anchors[anchors.length - 1];
  const inText = event.target.closest("[data-anchors]") !== null;
  const other = document.getElementById(inText ? anchor : `s${anchor}`);
  resting = window.setTimeout(() => {
    const pane = other && other.closest(".pane");
    if (!pane) return;
    const box = other.getBoundingClientRect();
    const frame = pane.getBoundingClientRect();
    if (box.top < frame.top || box.top > frame.bottom - 40) scrollInPane(other);
  }, 250);
}

// ---- where the keys are: one element is the current one ----

function elements() {
  return [...review.querySelectorAll(".element[data-state]")];
}

function current() {
  const focused = document.activeElement.closest(".element[data-state]");
  return focused || review.querySelector(".element.is-current") || document.getElementById(window.location.hash.slice(1));
}

function goTo(element) {
  if (!element) return;
  for (const node of review.querySelectorAll(".is-current")) node.classList.remove("is-current");
  element.classList.add("is-current");
  open("structure");
  const more = element.closest("details");
  if (more) more.open = true;
  element.focus({ preventScroll: true });
  if (wide.matches) {
    if (Math.abs(review.getBoundingClientRect().top) > 100) review.scrollIntoView({ block: "start" });
    scrollInPane(element);
  } else element.scrollIntoView({ block: "center" });
  scrollInPane(document.getElementById(`s${element.id}`));
  show([element.id]);
  history.replaceState(null, "", `#${element.id}`);
}

function step(by, waitingOnly) {
  const all = elements();
  const here = current();
  const at = here ? all.indexOf(here) : by > 0 ? -1 : all.length;
  const onward = by > 0 ? all.slice(at + 1) : all.slice(0, Math.max(at, 0)).reverse();
  const wraps = by > 0 ? all.slice(0, at + 1) : [];
  const wanted = (node) => !waitingOnly || node.dataset.state === "proposed";
  goTo(onward.find(wanted) || wraps.find(wanted));
}

// ---- decisions without a new page ----

function say(words) {
  const said = document.getElementById("review-said");
  if (said && words) said.textContent = words;
}

function recolour(card) {
  const state = card.dataset.state;
  for (const mark of marksOf([card.id])) {
    const anchors = mark.dataset.anchors.split(" ");
    if (anchors[anchors.length - 1] !== card.id) continue;
    mark.classList.remove("mark-proposed", "mark-confirmed", "mark-removed");
    mark.classList.add(`mark-${state}`);
  }
}

function take(changed) {
  for (const part of changed.querySelectorAll("#review-progress, #review-at-once, [data-anchor]")) {
    const old = document.getElementById(part.id);
    if (old) old.replaceWith(part);
    if (part.dataset.anchor) recolour(part);
  }
  const next = document.querySelector("[data-next]");
  if (next && changed.dataset.nextWaiting) next.hash = changed.dataset.nextWaiting;
  say(changed.dataset.said);
}

let busy = false;

async function decide(button) {
  if (busy) return;
  busy = true;
  const body = new FormData(button.form);
  body.set("do", button.value);
  try {
    const answer = await fetch(button.form.action, { method: "POST", body, headers: { "X-Quick": "1" } });
    if (answer.status === 205) window.location.reload();
    const words = await answer.text();
    const page = new DOMParser().parseFromString(words, "text/html");
    const changed = page.querySelector("[data-changed]");
    if (answer.ok && changed) {
      const onward = changed.dataset.onward;
      take(changed);
      goTo(document.getElementById(onward));
    } else if (answer.status !== 205) {
      document.open();
      document.write(words); // the page of the refusal, with its sentence
      document.close();
    }
  } finally {
    busy = false;
  }
}

// ---- keys ----

function typing(node) {
  return node.closest("input:not([type=checkbox]), textarea, select, [contenteditable]") !== null;
}

function keysOn() {
  const box = document.querySelector("[data-keys-on]");
  return box ? box.checked : true;
}

const KEYS = {
  n: () => step(1, true),
  p: () => step(-1, true),
  j: () => step(1, false),
  k: () => step(-1, false),
  a: () => press(document.querySelector("[data-certain]")),
  u: () => press(document.querySelector("[data-undo]")),
};

function press(button) {
  if (button) button.click();
}

function ofCurrent(key) {
  const here = current();
  if (here) press(here.querySelector(`[data-key="${key}"]`));
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || !keysOn()) return;
  const key = event.key.toLowerCase();
  if (KEYS[key]) KEYS[key]();
  else if ("cstgb".includes(key) && key.length === 1) ofCurrent(key);
  else return;
  event.preventDefault();
}

if (review) {
  document.documentElement.classList.add("has-review-script");
  window.addEventListener("hashchange", follow);
  window.addEventListener("load", follow);
  review.addEventListener("mouseover", hover);
  review.addEventListener("focusin", (event) => show(anchorsOf(event.target)));
  review.addEventListener("click", (event) => {
    const mark = event.target.closest("mark[data-anchors]");
    if (!mark || !window.getSelection().isCollapsed) return;
    const anchors = anchorsOf(mark);
    window.location.hash = anchors[anchors.length - 1];
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-quick]");
    if (button) {
      event.preventDefault();
      decide(button);
      return;
    }
    const tab = event.target.closest("[data-tab]");
    if (!tab) return;
    if (tab.matches("[data-next]")) {
      event.preventDefault();
      step(1, true);
    } else open(tab.dataset.tab);
  });
  document.addEventListener("keydown", onKey);
  const box = document.querySelector("[data-keys-on]");
  if (box) {
    box.checked = window.localStorage.getItem("review-keys") !== "off";
    box.addEventListener("change", () => window.localStorage.setItem("review-keys", box.checked ? "on" : "off"));
  }
  open(window.location.hash === "#source" ? "source" : "structure");
}
