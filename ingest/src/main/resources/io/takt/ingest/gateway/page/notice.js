// Short words on what has just happened, each with its undo while there is one.

import { button, el } from "./dom.js";
import { t } from "./texts.js";

const SHOWN_MS = 8_000;

/** Says it to screen readers, without showing it. */
export function speakOut(text) {
  document.getElementById("spoken").textContent = text;
}

/**
 * Shows a notice for some seconds; it stays while it has the focus.
 * @param {string} text
 * @param {?function()} undo
 */
export function notice(text, undo = null) {
  speakOut(text);
  const place = document.getElementById("notices");
  const node = el("div", { class: "notice" }, el("p", {}, text),
    undo && button(t("undo"), () => {
      node.remove();
      undo();
    }, { kind: "undo" }));
  place.replaceChildren(node);
  const leave = () => {
    if (node.contains(document.activeElement)) {
      setTimeout(leave, SHOWN_MS);
    } else {
      node.remove();
    }
  };
  setTimeout(leave, SHOWN_MS);
}
