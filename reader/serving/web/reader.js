// Prepares the page before textual-serve's script: the policy's nonce, the clipboard, and keys that are the browser's.
"use strict";

// xterm.js makes style sheets, which the page's policy allows only with its nonce.
const { nonce } = document.currentScript.dataset;
const create = document.createElement;
document.createElement = function (name, ...options) {
  const element = create.call(document, name, ...options);
  if (String(name).toLowerCase() === "style") element.nonce = nonce;
  return element;
};

// Browsers give pages a clipboard only on https and on this machine; elsewhere the older way has to do.
if (!navigator.clipboard) {
  const writeText = async (text) => {
    const focused = document.activeElement;
    const field = document.createElement("textarea");
    field.value = text;
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
    focused?.focus();
  };
  Object.defineProperty(navigator, "clipboard", { value: { writeText, readText: async () => "" } });
}

// Unless it is kept from the terminal, Ctrl-V is sent as a control character, and nothing is pasted.
window.addEventListener(
  "keydown",
  (event) => {
    if (event.code === "KeyV" && (event.ctrlKey || event.metaKey) && !event.altKey) event.stopImmediatePropagation();
  },
  true,
);
