// Passkeys: asks the site for options, the device for an answer, and sends it. Forms marked with
// data-passkey stay hidden in browsers that cannot use passkeys; everything else works without.
"use strict";

const toBytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));

const toText = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");

const send = async (address, form, extra = {}) => {
  const body = new FormData(form);
  for (const [name, value] of Object.entries(extra)) body.set(name, value);
  const answer = await fetch(address, { method: "POST", body, credentials: "same-origin" });
  return answer.json();
};

const asked = {
  create: async (options) => {
    options.challenge = toBytes(options.challenge);
    options.user.id = toBytes(options.user.id);
    for (const one of options.excludeCredentials || []) one.id = toBytes(one.id);
    const made = await navigator.credentials.create({ publicKey: options });
    return {
      made,
      response: {
        attestationObject: toText(made.response.attestationObject),
        clientDataJSON: toText(made.response.clientDataJSON),
      },
    };
  },
  get: async (options) => {
    options.challenge = toBytes(options.challenge);
    for (const one of options.allowCredentials || []) one.id = toBytes(one.id);
    const made = await navigator.credentials.get({ publicKey: options });
    return {
      made,
      response: {
        authenticatorData: toText(made.response.authenticatorData),
        clientDataJSON: toText(made.response.clientDataJSON),
        signature: toText(made.response.signature),
        userHandle: made.response.userHandle ? toText(made.response.userHandle) : null,
      },
    };
  },
};

const carryOut = async (form) => {
  const says = form.querySelector("[data-passkey-says]");
  says.textContent = "";
  try {
    const options = await send(form.dataset.options, form);
    const { made, response } = await asked[form.dataset.passkey](options);
    const answer = JSON.stringify({ id: made.id, rawId: toText(made.rawId), type: made.type, response });
    const told = await send(form.action, form, { answer });
    if (told.next) location.assign(told.next);
    else says.textContent = told.error;
  } catch (failure) {
    says.textContent = form.dataset.failed;
  }
};

if (window.PublicKeyCredential) {
  for (const words of document.querySelectorAll("[data-without-passkeys]")) words.hidden = true;
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      carryOut(form);
    });
  }
}
