// A passage selected in the original can be added as an element: a small form appears beside it.
// Without this script "Thêm mục" asks for the numbers of the lines.
"use strict";

const source = document.querySelector("[data-source]");
const adding = document.querySelector("[data-selecting]");

// The character of the whole text at a point of the page; labels and line numbers are no text.
function characterAt(node, offset) {
  const line = (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement).closest("[data-at]");
  if (!line) return null;
  const before = document.createRange();
  before.setStart(line, 0);
  before.setEnd(node, offset);
  const piece = before.cloneContents();
  for (const label of piece.querySelectorAll(".line-number, .mark-link")) label.remove();
  return Number(line.dataset.at) + [...piece.textContent].length; // code points, as the text counts
}

function selected() {
  const selection = window.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!source.contains(range.startContainer) || !source.contains(range.endContainer)) return null;
  const from = characterAt(range.startContainer, range.startOffset);
  const to = characterAt(range.endContainer, range.endOffset);
  return from !== null && to !== null && from < to ? { from, to, words: selection.toString() } : null;
}

function offer() {
  const found = selected();
  if (!found) {
    if (!adding.contains(document.activeElement)) adding.hidden = true;
    return;
  }
  adding.querySelector("[data-from]").value = found.from;
  adding.querySelector("[data-to]").value = found.to;
  adding.querySelector("[data-words]").textContent = `“${found.words.slice(0, 90)}${found.words.length > 90 ? "…" : ""}”`;
  adding.hidden = false;
}

if (source && adding) {
  document.addEventListener("selectionchange", () => window.setTimeout(offer, 50));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") adding.hidden = true;
  });
}
