// Stops and their reasons: several without one at once, and all of a shift.

import * as api from "./gateway.js";
import { mergedLikely } from "./choices.js";
import { ask } from "./dialog.js";
import { button, el } from "./dom.js";
import { reasonGiven } from "./entries.js";
import { plant } from "./plant.js";
import { chooseReason } from "./reasons.js";
import { splitStop } from "./split.js";
import { clockTime, duration, t } from "./texts.js";

const selected = new Set();

/** Gives all these stops one reason. */
export function giveReason(stops, reason) {
  selected.clear();
  const text = plant.reasonText(reason);
  plant.say(stops.map((stop) => reasonGiven(plant.asset, plant.now(), { from: stop.meant ?? stop.started_at, to: stop.ended_at ?? null }, reason)),
    stops.length === 1 ? t("said.REASON_GIVEN", { reason: text }) : t("said.several", { reason: text, n: stops.length }));
}

/** Asks for the reason of these stops and gives it. */
export async function askReason(stops) {
  const title = stops.length === 1
    ? t("reason.of.stop", { at: clockTime(stops[0].started_at) })
    : t("reason.of.several", { n: stops.length });
  const reason = await chooseReason(title, mergedLikely(stops.map((stop) => stop.likely ?? [])));
  if (reason) {
    giveReason(stops, reason);
  }
}

const span = (stop) => stop.ended_at
  ? `${clockTime(stop.started_at)} – ${clockTime(stop.ended_at)}`
  : t("stop.since", { at: clockTime(stop.started_at) });

const length = (stop) => duration((stop.ended_at ? Date.parse(stop.ended_at) : plant.now()) - Date.parse(stop.started_at));

/** Stops of this shift that still want a reason which this person may give. */
export function uncoded() {
  const begun = plant.board.shift ? Date.parse(plant.board.shift.start) : -Infinity;
  return (plant.board.uncoded ?? []).filter((stop) =>
    Date.parse(stop.ended_at) > begun && !isClosed(stop.started_at) && plant.reasonSaid(stop) === null);
}

/** The list of them, to tick and code together. `redraw` is called when a tick changes. */
export function uncodedList(redraw) {
  const stops = uncoded();
  const ticked = stops.filter((stop) => selected.has(stop.started_at));
  return [
    el("h2", {}, t("uncoded.title", { n: stops.length })),
    stops.length === 0 ? el("p", {}, t("uncoded.none")) : [
      el("ul", { class: "plain" }, stops.map((stop) => {
        const id = `tick-${stop.started_at}`;
        const box = el("input", { type: "checkbox", id, onchange: (event) => {
          event.target.checked ? selected.add(stop.started_at) : selected.delete(stop.started_at);
          redraw();
        } });
        box.checked = selected.has(stop.started_at);
        return el("li", { class: "card row" },
          el("label", { class: "check grow", for: id }, box,
            el("span", {}, el("b", {}, span(stop)), " ", el("span", { class: "nowrap" }, length(stop)),
              el("span", { class: "small" }, t(`state.${stop.state}`)))),
          button(t("split"), () => splitStop(stop), { id: `split-${stop.started_at}`, "aria-label": t("split.this", { at: span(stop) }) }));
      })),
      el("div", { class: ticked.length > 0 ? "row end sticky" : "row end" },
        stops.length > 1 && button(ticked.length === stops.length ? t("uncoded.nobody") : t("uncoded.everybody"), () => {
          const all = ticked.length < stops.length;
          selected.clear();
          stops.forEach((stop) => all && selected.add(stop.started_at));
          redraw();
        }, { id: "tick-all" }),
        button(ticked.length === 0 ? t("reason.give") : t("uncoded.code", { n: ticked.length }), () => askReason(ticked), { kind: "main", id: "code-ticked", disabled: ticked.length === 0 })),
    ],
  ];
}

/** What `uncodedList` looks at. */
export const uncodedData = () => [uncoded(), [...selected], plant.reasons.length];

/** All stops of this shift or the one before, to give another reason or to split. */
export function allStops(shift = "current") {
  return ask(t(`stops.${shift}`), (close, body) => {
    const list = el("div", { "aria-live": "polite" }, el("p", {}, t("loading")));
    body.append(
      el("div", { class: "row" }, button(t(`stops.to.${shift}`), () => {
        close(null);
        allStops(shift === "current" ? "previous" : "current");
      }, { id: "other-shift" })),
      list);
    plant.reach(() => api.stops(plant.asset, shift)).then(
      (answer) => list.replaceChildren(...[answer ? stopTable(answer, close) : el("p", {}, t("stops.offline"))].flat()),
      (failure) => list.replaceChildren(el("p", {}, failure.message)));
    return null;
  });
}

function stopTable(stops, close) {
  if (stops.length === 0) {
    return el("p", {}, t("stops.none"));
  }
  const someClosed = stops.some((stop) => isClosed(stop.started_at));
  return [someClosed && el("p", { class: "hint" }, t("stops.closed")), el("ul", { class: "plain" }, stops.map((stop) => {
    const parts = (stop.parts ?? []).length > 1 ? stop.parts : [];
    return el("li", { class: "card" },
      el("div", { class: "row" },
        el("p", { class: "grow" }, el("b", {}, span(stop)), " ", length(stop), el("span", { class: "small" }, t(`category.${stop.category}`))),
        parts.length === 0 && stopButtons(stop, close)),
      // What is split is spoken of part by part.
      parts.length > 0 && el("ol", { class: "parts" }, parts.map((part) => {
        const piece = { ...stop, started_at: part.start, ended_at: part.end, reason: part.reason };
        return el("li", {}, el("span", { class: "grow" }, span(piece), el("b", {}, length(piece))), stopButtons(piece, close));
      })));
  }))].filter(Boolean);
}

/** Whether a shift has been over for so long that an operator's entry would be refused. */
function isClosed(at) {
  const until = plant.board?.closed_until;
  return plant.session.role !== "SUPERVISOR" && !!until && Date.parse(at) < Date.parse(until);
}

const stopButtons = (stop, close) => [
  button(stop.reason ? plant.reasonText(stop.reason) : t("reason.give"), () => {
    close(null);
    askReason([stop]);
  }, { kind: "reason", disabled: isClosed(stop.started_at) }),
  button(t("split"), () => {
    close(null);
    splitStop(stop);
  }, { "aria-label": t("split.this", { at: span(stop) }), disabled: isClosed(stop.started_at) }),
];
