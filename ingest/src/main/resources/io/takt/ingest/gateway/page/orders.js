// Orders as the floor says them: started, paused, finished.

import { ask } from "./dialog.js";
import { button, el } from "./dom.js";
import { orderSaid } from "./entries.js";
import { plant } from "./plant.js";
import { dayAndTime, number, t } from "./texts.js";

/** Lets a person say what becomes of an order. */
export async function sayOrder() {
  const board = plant.board;
  const answer = await ask(t("order"), (close) => {
    const beside = el("input", { type: "checkbox", id: "order-beside" });
    const others = (board.orders ?? []).filter((order) => order.work_order !== board.order?.work_order);
    return [
      board.order && el("section", {},
        el("h3", {}, t("order.running")), describe(board.order),
        el("div", { class: "row" },
          button(t("order.pause"), () => close({ kind: "ORDER_PAUSED", order: board.order }), { id: "order-pause" }),
          button(t("order.finish"), () => close({ kind: "ORDER_FINISHED", order: board.order }), { id: "order-finish" }))),
      el("section", {},
        el("h3", {}, t("order.next")),
        others.length === 0 && el("p", {}, t("order.none.known")),
        board.order && others.length > 0 && el("label", { class: "check", for: "order-beside" }, beside, el("span", {}, t("order.beside"))),
        el("ul", { class: "plain" }, others.map((order) => el("li", { class: "card row" },
          el("div", { class: "grow" }, describe(order)),
          button(t("order.start"), () => close({ kind: "ORDER_STARTED", order, parallel: beside.checked }),
            { kind: "main", id: `order-start-${order.work_order}`, "aria-label": t("order.start.this", { order: order.work_order }) }))))),
    ];
  });
  if (answer) {
    plant.say([orderSaid(plant.asset, plant.now(), answer.kind, answer.order, answer.parallel)],
      t(`said.${answer.kind}`, { order: answer.order.work_order }));
  }
}

function describe(order) {
  return el("p", {},
    el("b", {}, order.work_order), " ", order.product,
    el("span", { class: "small" }, [
      order.planned_quantity && t("order.planned", { n: number(order.planned_quantity) }),
      order.due && t("order.due", { at: dayAndTime(order.due) }),
    ].filter(Boolean).join(" · ")));
}
