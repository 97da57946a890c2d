// Scrap and rework in two touches: which of the two, and how many.

import { ask } from "./dialog.js";
import { button, el } from "./dom.js";
import { partsReported } from "./entries.js";
import { plant } from "./plant.js";
import { number, t } from "./texts.js";

const QUICK = [1, 2, 3, 4, 5, 6, 8, 10, 20];

/** Asks how many parts, and enters them; `kind` is SCRAP_REPORTED or REWORK_REPORTED. */
export async function reportParts(kind) {
  const order = plant.board?.order?.work_order ?? null;
  const count = await ask(t(`parts.${kind}`), (close) => [
    el("p", {}, order ? t("parts.of.order", { order }) : t("parts.of.shift")),
    el("div", { class: "keys" }, QUICK.map((n) => button(number(n), () => close(n), { id: `parts-${n}` }))),
    el("form", {
      class: "row", method: "dialog",
      onsubmit: (event) => {
        event.preventDefault();
        close(Number(event.target.elements.quantity.value));
      },
    },
    el("label", { class: "grow", for: "quantity" }, t("parts.other")),
    el("input", { id: "quantity", name: "quantity", type: "number", inputmode: "decimal", min: "0.001", step: "any", required: true }),
    el("button", { type: "submit", class: "main" }, t("enter"))),
  ]);
  if (count > 0) {
    plant.say([partsReported(plant.asset, plant.now(), kind, count, order)], t(`said.${kind}`, { n: number(count) }));
  }
}
