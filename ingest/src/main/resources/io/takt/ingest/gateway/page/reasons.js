// Choosing a reason: what is likely first, the whole tree behind it.

import { branches } from "./choices.js";
import { ask } from "./dialog.js";
import { button, el } from "./dom.js";
import { plant } from "./plant.js";
import { percent, t } from "./texts.js";

const LIKELY_AT_MOST = 9;

/** Buttons for likely reasons. */
export function likelyButtons(likely, chosen, idPrefix) {
  return el("div", { class: "choices" }, likely.slice(0, LIKELY_AT_MOST).map((one) =>
    button([
      el("span", { class: "choice" }, plant.reasonText(one.reason)),
      el("span", { class: "because" },
        [typeof one.probability === "number" && percent(one.probability), one.because].filter(Boolean).join(" · ")),
    ], () => chosen(one.reason), { kind: "reason", id: `${idPrefix}-${one.reason}` })));
}

/**
 * Lets a person choose.
 * @return {Promise<?string>} a code; null: none chosen
 */
export function chooseReason(title, likely) {
  return ask(title, (close, body) => {
    const tree = el("div", { class: "tree" });
    const open = (path) => {
      const here = path.at(-1) ?? null;
      const self = plant.reasons.find((row) => row.reason === here);
      const title = el("h3", { tabindex: "-1" }, here === null ? t("reason.all") : path.map((code) => plant.reasonText(code)).join(" › "));
      tree.replaceChildren(
        title,
        el("div", { class: "choices" },
          here !== null && button("‹ " + t("back"), () => {
            open(path.slice(0, -1));
            tree.querySelector("h3").focus();
          }, { kind: "quiet" }),
          self && self.offered !== false &&
            button(t("reason.general", { reason: plant.reasonText(here) }), () => close(here), { kind: "reason" }),
          branches(plant.reasons, here).map((row) => {
            const leaf = branches(plant.reasons, row.reason).length === 0;
            return button(plant.reasonText(row.reason) + (leaf ? "" : " ›"), () => {
              if (leaf) {
                close(row.reason);
              } else {
                open([...path, row.reason]);
                tree.querySelector("h3").focus();
              }
            }, { kind: leaf ? "reason" : "branch", id: `dialog-tree-${row.reason}` });
          })));
    };
    open([]);
    if (likely.length > 0) {
      body.append(el("h3", {}, t("reason.likely")), likelyButtons(likely, close, "pick"));
    }
    return tree;
  });
}
