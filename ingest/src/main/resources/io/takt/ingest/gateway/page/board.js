// What the machine does now, and the stop that is open.

import { button, el } from "./dom.js";
import { plant } from "./plant.js";
import { chooseReason, likelyButtons } from "./reasons.js";
import { splitStop } from "./split.js";
import { giveReason } from "./stops.js";
import { clockTime, duration, hasText, t } from "./texts.js";

/** How a state looks: a colour and a sign, so that nobody needs to tell colours apart. */
const LOOKS = {
  PRODUCING: ["run", "▶"],
  SETUP: ["setup", "⚙"],
  MAINTENANCE: ["setup", "⚙"],
  FAULTED: ["down", "✖"],
  STOPPED: ["down", "■"],
  IDLE: ["idle", "❚❚"],
  STARVED: ["idle", "❚❚"],
  BLOCKED: ["idle", "❚❚"],
  OFF: ["off", "○"],
};

/** A length of time that main.js keeps true each second. */
export const lasting = (since) =>
  el("span", { "data-since": since, class: "nowrap" }, duration(plant.now() - Date.parse(since)));

/** The banner: state, since when, how it is booked. */
export function banner() {
  const board = plant.board;
  const [look, sign] = LOOKS[board.state] ?? ["unknown", "?"];
  return el("div", { class: `state ${look}` },
    el("span", { class: "sign", "aria-hidden": "true" }, sign),
    el("div", { class: "grow" },
      el("h1", {}, hasText(`state.${board.state}`) ? t(`state.${board.state}`) : board.state),
      el("p", {}, t("since", { at: clockTime(board.state_since) }), " · ", lasting(board.state_since))),
    el("p", { class: "booked" }, t(`category.${board.category}`)));
}

/** What `banner` looks at. */
export const bannerData = () => [plant.board.state, plant.board.state_since, plant.board.category];

/** The open stop, or the part of it that is still open, as the stops list has it; or null. */
function openStop() {
  const stop = plant.board?.open_stop;
  const part = stop?.parts?.at(-1);
  return stop && { ...stop, ended_at: null, ...(part && { started_at: part.from, reason: part.reason }) };
}

const reasonOfOpen = (stop) => plant.reasonsSaid().get(stop.started_at) ?? stop.reason;

/** The open stop with its likely reasons: one touch gives it. */
export function openStopCard() {
  const stop = openStop();
  if (!stop) {
    return null;
  }
  const reason = reasonOfOpen(stop);
  const give = (code) => giveReason([stop], code);
  return [
    el("div", { class: "row" },
      el("h2", { class: "grow" }, t("stop.open", { at: clockTime(stop.started_at) }), " · ", lasting(stop.started_at)),
      button(t("split"), () => splitStop(stop), { id: "split-open" })),
    reason
      ? el("p", { class: "given" }, t("reason.is"), " ", el("b", {}, plant.reasonText(reason)))
      : el("p", { class: "asked" }, t("reason.why")),
    likelyButtons((stop.likely ?? []).filter((one) => one.reason !== reason), give, "likely"),
    button(reason ? t("reason.other") : t("reason.tree"), async () => {
      const chosen = await chooseReason(t("reason.of.stop", { at: clockTime(stop.started_at) }), stop.likely ?? []);
      if (chosen) {
        give(chosen);
      }
    }, { id: "reason-tree", kind: "branch wide" }),
  ];
}

/** What `openStopCard` looks at. */
export const openStopData = () => {
  const stop = openStop();
  return stop && [stop, reasonOfOpen(stop), plant.reasons.length];
};
