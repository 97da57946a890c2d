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
  const state = board.state ?? "UNKNOWN";
  const [look, sign] = LOOKS[state] ?? ["unknown", "?"];
  return el("div", { class: `state ${look}` },
    el("span", { class: "sign", "aria-hidden": "true" }, sign),
    el("div", { class: "grow" },
      el("h1", {}, hasText(`state.${state}`) ? t(`state.${state}`) : state),
      board.state_since && el("p", {}, t("since", { at: clockTime(board.state_since) }), " · ", lasting(board.state_since))),
    board.category && el("p", { class: "booked" }, t(`category.${board.category}`)));
}

/** What `banner` looks at. */
export const bannerData = () => [plant.board.state, plant.board.state_since, plant.board.category];

/**
 * The open stop, as the stops list has it, or null. Its reason is given for the last moment at which it was
 * known to be open: so it means the part that is open, if the stop was split, and never a later stop.
 */
function openStop() {
  const { open_stop: stop, as_of: seen } = plant.board;
  return stop && { ...stop, ended_at: null, meant: Date.parse(seen) > Date.parse(stop.started_at) ? seen : stop.started_at };
}

const reasonOfOpen = (stop) => plant.reasonSaid(stop) ?? stop.reason;

/** The open stop with its likely reasons: one touch gives it. */
export function openStopCard() {
  const stop = openStop();
  if (!stop) {
    return null;
  }
  const reason = reasonOfOpen(stop);
  // Not the stop as it was drawn: what was seen last is newer.
  const give = (code) => giveReason([openStop() ?? stop], code);
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
  return stop && [{ ...stop, meant: null }, reasonOfOpen(stop), plant.reasons.length];
};
