// Starts textual-serve's terminal once the font is there, so that no cell is measured or drawn in another font.
"use strict";

const start = window.onload;

window.onload = async (event) => {
  const terminal = document.querySelector(".textual-terminal");
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  const ground = matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark";
  terminal.dataset.sessionWebsocketUrl = `${scheme}://${location.host}/ws/${ground}/${terminal.dataset.name}`;
  // Letters join only if a cell is as wide as the font's letters, a whole number of dots; a hair more, as xterm.js rounds down.
  const dots = window.devicePixelRatio || 1;
  const wish = Number(new URLSearchParams(location.search).get("size")) || 16;
  const letter = 1233 / 2048;
  terminal.dataset.fontSize = Math.max(4, Math.round(wish * letter * dots)) / (letter * dots) + 0.05;
  await Promise.allSettled([document.fonts.load("16px 'Roboto Mono'"), document.fonts.load("bold 16px 'Roboto Mono'")]);
  start.call(window, event);
  const keyboard = terminal.querySelector("textarea");
  // The reader learns that it has the keyboard once it listens.
  new MutationObserver((_, observer) => {
    if (!document.body.classList.contains("-first-byte")) return;
    observer.disconnect();
    keyboard.blur();
    keyboard.focus();
  }).observe(document.body, { attributeFilter: ["class"] });
};
