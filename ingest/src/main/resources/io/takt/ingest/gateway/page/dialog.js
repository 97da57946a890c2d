// A question or a tool above the page: the browser's own dialog, which keeps the focus inside, closes on
// Escape and gives the focus back.

import { button, el } from "./dom.js";
import { t } from "./texts.js";

let count = 0;

/**
 * Shows a dialog until it is answered or closed.
 * @param {string} title
 * @param {function(function(*), HTMLElement): *} build gives the content; its first argument answers and closes
 * @return {Promise<*>} the answer; null: closed without
 */
export function ask(title, build) {
  return new Promise((resolve) => {
    let answer = null;
    const heading = `dialog-title-${++count}`;
    const body = el("div", { class: "dialog-body" });
    const dialog = el("dialog", { "aria-labelledby": heading },
      el("div", { class: "dialog-head" },
        el("h2", { id: heading, tabindex: "-1" }, title),
        button(t("close"), () => dialog.close(), { kind: "quiet" })),
      body);
    const close = (value) => {
      answer = value;
      dialog.close();
    };
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(answer);
    });
    const content = build(close, body);
    if (content) {
      body.append(...[content].flat(Infinity).filter(Boolean));
    }
    document.body.append(dialog);
    dialog.showModal();
    // The title, not the close button that happens to be first, is what a screen reader should begin with.
    (dialog.querySelector("[autofocus]") ?? document.getElementById(heading)).focus();
  });
}
