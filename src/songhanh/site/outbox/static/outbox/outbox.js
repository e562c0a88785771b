// Every record goes through the outbox: kept in the phone first, then delivered, each on its own.

import { everything, find, forget, freshKey, keep } from "./store.js";
import { prepared, UnfitFile } from "./photos.js";

const box = document.getElementById("outbox");
const said = box.querySelector("[data-said]");
const words = box.dataset;
const states = Object.fromEntries(
  Array.from(box.querySelectorAll("[data-states] dt"), (dt) => [dt.textContent, dt.nextElementSibling.textContent]),
);
const TONES = { waiting: "neutral", sending: "info", received: "good", rejected: "bad" };
const PAUSES = [3000, 10000, 30000, 60000];
const DAY = 24 * 3600 * 1000;

let timer = 0;

// ---------------------------------------------------------------- entering

const typedDay = () => new Intl.DateTimeFormat("vi-VN", { day: "2-digit", month: "2-digit", year: "numeric" }).format(new Date());

function prepareForm(form) {
  const title = form.elements.title;
  const list = document.getElementById(`${form.dataset.kind}-titles`);
  if (title && list) title.setAttribute("list", list.id);
  // A page that stood in the phone for days still says the day it was fetched on.
  for (const name of ["held_on", "published_on"]) {
    const field = form.elements[name];
    if (field && field.type === "text" && !new URLSearchParams(location.search).has("copy")) field.value = typedDay();
  }
  form.noValidate = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    enter(form);
  });
}

async function enter(form) {
  const button = form.querySelector("button[type=submit], button:not([type])");
  button.disabled = true;
  try {
    const correcting = form.dataset.correcting ? await find(form.dataset.correcting) : null;
    const chosen = Array.from(form.elements.photos ? form.elements.photos.files : []);
    const photos = correcting ? correcting.photos : [];
    for (const file of chosen) photos.push(await prepared(file));
    const fields = {};
    for (const [name, value] of new FormData(form)) {
      if (typeof value === "string" && name !== "csrfmiddlewaretoken") (fields[name] ||= []).push(value);
    }
    const key = correcting ? correcting.key : freshKey();
    fields.key = [key];
    await keep({
      key, fields, photos, owner: words.owner, kind: form.dataset.kind, title: titleOf(form),
      state: "waiting", why: "", faults: [], tries: 0, made: Date.now(),
    });
    delete form.dataset.correcting;
    clearFaults(form);
    form.reset();
    prepareDays(form);
    say(correcting ? words.corrected : words.kept);
  } catch (error) {
    if (error instanceof UnfitFile) say(words.photo.replace("%s", error.message));
    else say(words.full);
  } finally {
    button.disabled = false;
  }
  await show();
  deliverAll();
}

// What nobody names is called by what it is about, else by what was chosen first.
function titleOf(form) {
  const named = [form.elements.title, form.elements.subject].find((one) => one && one.value);
  if (named) return named.value;
  const chosen = form.querySelector("select");
  return chosen && chosen.value ? chosen.selectedOptions[0].textContent : form.closest("details").querySelector("summary").textContent;
}

function prepareDays(form) {
  for (const name of ["held_on", "published_on"]) {
    if (form.elements[name]) form.elements[name].value = typedDay();
  }
}

function correct(item) {
  const form = document.querySelector(`form[data-kind="${item.kind}"]`);
  form.closest("details").open = true;
  form.reset();
  for (const [name, values] of Object.entries(item.fields)) fill(form.elements[name], values);
  form.dataset.correcting = item.key;
  clearFaults(form);
  for (const fault of item.faults) showFault(form, fault);
  const first = item.faults.map((fault) => form.elements[fault.field]).find(Boolean);
  const place = first instanceof RadioNodeList ? first[0] : first;
  (place || form.querySelector(".control")).focus();
}

function fill(control, values) {
  if (!control) return;
  if (control instanceof RadioNodeList) {
    for (const one of control) one.checked = values.includes(one.value);
  } else if (control.type !== "file") {
    control.value = values[0];
  }
}

function showFault(form, fault) {
  const control = form.elements[fault.field];
  const one = control instanceof RadioNodeList ? control[0] : control;
  const place = one && one.type !== "hidden" ? one.closest(".field") : null;
  const text = document.createElement("p");
  text.className = "error";
  text.dataset.fault = "";
  text.textContent = place || !fault.label ? fault.message : `${fault.label}: ${fault.message}`;
  (place || form).prepend(text);
}

function clearFaults(form) {
  for (const fault of form.querySelectorAll("[data-fault]")) fault.remove();
}

// ---------------------------------------------------------------- delivering

async function deliverAll() {
  clearTimeout(timer);
  if (navigator.locks) await navigator.locks.request("songhanh-outbox", { ifAvailable: true }, (lock) => lock && round());
  else await round();
}

// One that fails never keeps the others from going.
async function round() {
  let left = 0;
  let tries = 0;
  for (const item of await everything()) {
    if (item.owner !== words.owner || item.state === "received" || item.state === "rejected") continue;
    const now = await deliver(item);
    if (now.state === "waiting") {
      left += 1;
      tries = Math.max(tries, now.tries);
    }
  }
  if (left) timer = setTimeout(deliverAll, PAUSES[Math.min(tries, PAUSES.length) - 1] || PAUSES[0]);
}

async function deliver(item) {
  await put({ ...item, state: "sending" });
  const sent = new FormData();
  for (const [name, values] of Object.entries(item.fields)) for (const value of values) sent.append(name, value);
  for (const photo of item.photos) sent.append("photos", photo.data, photo.name);
  sent.set("owner", item.owner);
  let answer = { state: "" };
  try {
    const response = await fetch(words.deliver, { method: "POST", body: sent, headers: { "X-CSRFToken": token() } });
    answer = await response.json();
  } catch {
    // No network, or no answer of ours: it waits, and the key keeps it from being entered twice.
  }
  if (answer.state === "received") {
    return put({ ...item, state: "received", photos: [], address: answer.address, why: "", faults: [], done: Date.now() });
  }
  if (answer.state === "rejected") {
    return put({ ...item, state: "rejected", why: answer.message, faults: answer.faults || [] });
  }
  return put({ ...item, state: "waiting", why: answer.message || "", enter: answer.state === "sign_in", tries: item.tries + 1 });
}

// Somebody may correct or drop an item while it is on its way: that stands.
async function put(item) {
  const now = await find(item.key);
  if (!now || now.made !== item.made) return item;
  await keep(item);
  await show();
  return item;
}

function token() {
  const found = document.cookie.match(/(?:^|; )csrftoken=([^;]*)/);
  return found ? found[1] : "";
}

// ---------------------------------------------------------------- showing

function say(text) {
  said.textContent = text;
}

async function show() {
  const items = await everything();
  const own = items.filter((item) => item.owner === words.owner).sort((a, b) => b.made - a.made);
  const others = items.filter((item) => item.owner !== words.owner && item.state !== "received").length;
  const list = box.querySelector("[data-items]");
  list.replaceChildren(...own.map(line));
  const note = box.querySelector("[data-others-note]");
  note.hidden = !others;
  note.textContent = words.others.replace("%s", others);
  box.querySelector("[data-waiting]").hidden = !own.length && !others;
}

function line(item) {
  const one = box.querySelector("[data-item]").content.cloneNode(true).firstElementChild;
  one.dataset.key = item.key;
  one.querySelector("[data-title]").textContent = item.title;
  const state = one.querySelector("[data-state]");
  state.textContent = states[item.state];
  state.classList.add(`badge-${TONES[item.state]}`);
  const why = one.querySelector("[data-why]");
  why.textContent = [item.why, ...item.faults.map((fault) => [fault.label, fault.message].filter(Boolean).join(": "))].filter(Boolean).join(" ");
  why.hidden = !why.textContent;
  const open = one.querySelector("[data-open]");
  if (item.address) {
    open.href = item.address;
    open.hidden = false;
  }
  const entering = one.querySelector("[data-enter]");
  entering.href = words.signIn;
  entering.hidden = !(item.enter && item.state === "waiting");
  const correcting = one.querySelector("[data-correct]");
  correcting.hidden = item.state !== "rejected";
  correcting.addEventListener("click", () => correct(item));
  const dropping = one.querySelector("[data-forget]");
  dropping.hidden = item.state === "sending";
  dropping.addEventListener("click", async () => {
    if (item.state !== "received" && !confirm(words.drop)) return;
    await forget(item.key);
    show();
  });
  return one;
}

function showNetwork() {
  const note = box.querySelector("[data-offline-note]");
  note.textContent = words.offline;
  note.hidden = navigator.onLine;
}

// ---------------------------------------------------------------- starting

async function start() {
  for (const form of document.querySelectorAll("form[data-kind]")) prepareForm(form);
  for (const item of await everything()) {
    if (item.state === "received" && Date.now() - item.done > DAY) await forget(item.key);
    // The page was closed while it was on its way.
    else if (item.state === "sending") await keep({ ...item, state: "waiting" });
  }
  showNetwork();
  await show();
  addEventListener("online", () => { showNetwork(); deliverAll(); });
  addEventListener("offline", showNetwork);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) deliverAll(); });
  if (navigator.storage && navigator.storage.persist) navigator.storage.persist();
  if ("serviceWorker" in navigator) navigator.serviceWorker.register(words.worker, { scope: "/" });
  deliverAll();
}

if ("indexedDB" in window) start();
