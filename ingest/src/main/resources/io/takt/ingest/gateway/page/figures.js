// The order, the pace and the shift so far. A figure that does not exist is a dash, and coverage says how
// much of the time is known at all.

import { el } from "./dom.js";
import { plant } from "./plant.js";
import { clockTime, dayAndTime, number, percent, t } from "./texts.js";

/** The order that runs: product, made of planned, pace. */
export function orderCard() {
  const { order, pace } = plant.board;
  if (!order) {
    return [el("h2", {}, t("order")), el("p", {}, t("order.none"))];
  }
  const made = order.made_good ?? 0;
  const planned = order.planned_quantity;
  const bar = planned > 0 &&
    el("progress", { max: planned, value: Math.min(made, planned), "aria-label": t("order.progress") });
  return [
    el("h2", {}, `${t("order")} ${order.work_order}`),
    el("p", {}, order.product ?? "", order.due ? ` · ${t("order.due", { at: dayAndTime(order.due) })}` : ""),
    el("p", { class: "big" }, planned ? t("made.of", { made: number(made), planned: number(planned) }) : t("made", { made: number(made) })),
    bar,
    pace && el("p", { class: "pace" }, paceWords(pace)),
  ];
}

function paceWords(pace) {
  const ahead = Math.round((pace.actual ?? 0) - (pace.expected ?? 0));
  const words = ahead === 0 ? t("pace.on") : t(ahead > 0 ? "pace.ahead" : "pace.behind", { n: number(Math.abs(ahead)) });
  return [el("b", {}, `${ahead < 0 ? "▼" : "▲"} ${words}`),
    ` · ${t("pace.of", { expected: number(Math.round(pace.expected ?? 0)), ratio: percent(pace.ratio) })}`];
}

/** What `orderCard` looks at. */
export const orderData = () => [plant.board.order, plant.board.pace];

/** OEE of the shift so far, with its factors and coverage. */
export function shiftCard() {
  const shift = plant.board.shift;
  if (!shift) {
    return [el("h2", {}, t("shift")), el("p", {}, t("shift.none"))];
  }
  const figure = (key, ratio) => el("div", {}, el("dt", {}, t(key)), el("dd", {}, percent(ratio)));
  return [
    el("h2", {}, t("shift.so.far", { name: shift.name }), " ",
      el("span", { class: "small nowrap" }, `${clockTime(shift.start)} – ${clockTime(shift.end)}`)),
    el("div", { class: "oee" },
      el("p", { class: "huge" }, percent(shift.oee), el("span", { class: "small" }, "OEE")),
      el("dl", {}, figure("availability", shift.availability), figure("performance", shift.performance), figure("quality", shift.quality))),
    el("p", { class: "small" }, t("coverage", { coverage: percent(shift.coverage) }),
      shift.provisional_share > 0 && ` · ${t("provisional", { share: percent(shift.provisional_share) })}`),
  ];
}

/** What `shiftCard` looks at. */
export const shiftData = () => plant.board.shift;
