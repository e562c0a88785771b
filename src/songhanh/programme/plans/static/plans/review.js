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

function typing(node) {
  return node.closest("input, textarea, select, [contenteditable]") !== null;
}

if (review) {
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
