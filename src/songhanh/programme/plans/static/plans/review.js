// Both sides of the review speak to each other. Without this script the links do the same.
"use strict";

const review = document.querySelector("[data-review]");

function anchorsOf(node) {
  const mark = node.closest("[data-anchors]");
  if (mark) return mark.dataset.anchors.split(" ");
  const element = node.closest("[data-anchor]");
  return element ? [element.dataset.anchor] : [];
}

function show(anchors) {
  for (const node of review.querySelectorAll(".is-active")) node.classList.remove("is-active");
  if (!anchors.length) return;
  for (const mark of review.querySelectorAll("[data-anchors]")) {
    if (mark.dataset.anchors.split(" ").some((anchor) => anchors.includes(anchor))) mark.classList.add("is-active");
  }
  const nearest = document.getElementById(anchors[anchors.length - 1]);
  if (nearest) nearest.classList.add("is-active");
}

// The place of an element in the text is "s" and its anchor: e12 and se12, f3 and sf3.
function counterpart(id) {
  const other = /^s[ef]\d+$/.test(id) ? id.slice(1) : `s${id}`;
  return /^s?[ef]\d+$/.test(id) ? document.getElementById(other) : null;
}

// Side by side, the other pane follows to the same element; below each other nothing moves.
function follow() {
  const node = counterpart(window.location.hash.slice(1));
  const pane = node && node.closest(".pane");
  if (!pane || pane.scrollHeight <= pane.clientHeight) return;
  const above = node.getBoundingClientRect().top - pane.getBoundingClientRect().top;
  pane.scrollTop += above - pane.clientHeight / 3;
  show([node.closest("[data-anchor]") ? node.id : node.id.slice(1)]);
}

function typing(node) {
  return node.closest("input, textarea, select, [contenteditable]") !== null;
}

if (review) {
  window.addEventListener("hashchange", follow);
  window.addEventListener("load", follow);
  review.addEventListener("mouseover", (event) => show(anchorsOf(event.target)));
  review.addEventListener("focusin", (event) => show(anchorsOf(event.target)));
  review.addEventListener("click", (event) => {
    const mark = event.target.closest("[data-anchors]");
    if (!mark) return;
    const anchors = anchorsOf(mark);
    window.location.hash = anchors[anchors.length - 1];
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "n" || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const next = document.querySelector("[data-next]");
    if (next) next.click();
  });
}
