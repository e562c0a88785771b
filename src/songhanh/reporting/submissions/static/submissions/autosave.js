// Each part of a report is saved by itself a moment after somebody stops typing. Until the server
// has answered, the words are kept in the browser, through a lost line and a closed window.
// Without this script the buttons of the form save all parts at once.
"use strict";

const form = document.querySelector("[data-autosave]");
const REST = 1200;
const LONGEST_WAIT = 60000;

function freshKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// ---- what the browser keeps: the words and what they were written upon ----

const store = {
  name: (section) => `songhanh:report:${form.dataset.owner}:${form.dataset.report}:${section}`,
  keep(section, item) {
    try {
      localStorage.setItem(this.name(section), JSON.stringify(item));
    } catch {
      // Storage is full or forbidden: the words are still in the field.
    }
  },
  find(section) {
    try {
      return JSON.parse(localStorage.getItem(this.name(section)));
    } catch {
      return null;
    }
  },
  forget(section) {
    try {
      localStorage.removeItem(this.name(section));
    } catch {
      // Nothing was kept then either.
    }
  },
};

class Part {
  constructor(box) {
    this.box = box;
    this.section = box.dataset.part;
    this.area = box.querySelector("textarea");
    this.seen = form.elements[`seen_${this.section}`];
    this.base = form.elements[`base_${this.section}`];
    this.state = box.querySelector("[data-state]");
    this.timer = 0;
    this.wait = REST;
    this.busy = false;
    this.key = "";
    this.sent = this.area.value;
    this.area.addEventListener("input", () => this.typed());
    this.restore();
  }

  tell(words) {
    this.state.textContent = words;
  }

  get isChanged() {
    return this.area.value !== this.sent;
  }

  typed() {
    store.keep(this.section, { text: this.area.value, seen: this.seen.value });
    this.key = "";
    this.wait = REST;
    this.later();
  }

  later() {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.save(), this.wait);
  }

  // What a lost line left behind comes back, upon the version it was written on.
  restore() {
    const kept = store.find(this.section);
    if (!kept) return;
    if (kept.text.trim() === this.area.value.trim()) {
      store.forget(this.section);
      return;
    }
    this.area.value = kept.text;
    this.seen.value = kept.seen;
    this.tell(form.dataset.restored);
    this.later();
  }

  async save() {
    if (this.busy) {
      this.later();
      return;
    }
    if (!this.isChanged || this.box.querySelector(".theirs")) return;
    const text = this.area.value;
    this.key ||= freshKey(); // the same words sent again are the same request
    this.busy = true;
    this.tell(form.dataset.saving);
    try {
      await this.answered(text, await this.send(text));
    } catch {
      this.again();
    } finally {
      this.busy = false;
    }
  }

  send(text) {
    const body = new FormData();
    body.set("section", this.section);
    body.set("text", text);
    body.set("seen", this.seen.value);
    const headers = {
      "Idempotency-Key": this.key,
      "X-CSRFToken": form.elements.csrfmiddlewaretoken.value,
    };
    return fetch(form.dataset.autosave, { method: "POST", body, headers });
  }

  again() {
    this.tell(form.dataset.waiting);
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
    this.later();
  }

  async answered(text, answer) {
    const isJson = (answer.headers.get("Content-Type") || "").startsWith("application/json");
    if (answer.status >= 500) {
      this.again();
    } else if (answer.ok && isJson) {
      this.saved(text, await answer.json());
    } else if (answer.status === 409 && isJson) {
      this.clashed(await answer.json());
    } else {
      this.tell(form.dataset.refused);
    }
  }

  saved(text, told) {
    this.seen.value = told.version;
    this.base.value = told.base;
    this.sent = text;
    this.key = "";
    this.wait = REST;
    this.tell(`${form.dataset.saved} ${told.at}`);
    if (this.isChanged) {
      store.keep(this.section, { text: this.area.value, seen: this.seen.value });
      this.later();
    } else {
      store.forget(this.section);
    }
  }

  // Both versions side by side; nothing is sent until one of them is chosen.
  clashed(told) {
    const side = document.createElement("div");
    side.className = "theirs";
    const heading = document.createElement("h3");
    heading.textContent = form.dataset.theirs;
    const who = document.createElement("p");
    who.className = "fine";
    who.textContent = [told.by, told.at].filter(Boolean).join(", ");
    const words = document.createElement("div");
    words.className = "words";
    for (const line of told.text.split("\n")) {
      const paragraph = document.createElement("p");
      paragraph.textContent = line;
      words.append(paragraph);
    }
    side.append(heading, who, words);
    side.append(this.choice(form.dataset.mine, told, side, false));
    side.append(this.choice(form.dataset.take, told, side, true));
    this.box.querySelector(".sides").append(side);
    this.tell(form.dataset.clash);
  }

  choice(label, told, side, theirs) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "link-like";
    button.textContent = label;
    button.addEventListener("click", () => {
      this.seen.value = told.version;
      this.base.value = told.base;
      this.key = "";
      side.remove();
      this.area.focus();
      if (theirs) {
        this.area.value = told.text;
        this.sent = told.text;
        store.forget(this.section);
        this.tell("");
      } else {
        this.save();
      }
    });
    return button;
  }
}

if (form) {
  const parts = [...form.querySelectorAll("[data-part]")].map((box) => new Part(box));
  window.addEventListener("online", () => {
    for (const part of parts) {
      part.wait = REST;
      part.save();
    }
  });
}
