// Alerts of the machine: seen, or not to be heard of for a while.

import { ask } from "./dialog.js";
import { button, el } from "./dom.js";
import { alertSeen, alertShelved, saidOfAlert } from "./entries.js";
import { plant } from "./plant.js";
import { clockTime, t } from "./texts.js";

/** The gateway's page behind a message's link offers the same. */
const SHELVE_MINUTES = [15, 60, 480];
const LOUD = ["FAULT", "CRITICAL"];

/** Alerts as they are once the job has heard what was said here; an alert that is shelved tells so. */
function alerts() {
  return (plant.board.alerts ?? []).map((alert) => {
    const said = saidOfAlert(plant.said(), alert.fingerprint);
    if (!said) {
      return alert;
    }
    if (said.kind === "ACKNOWLEDGED") {
      return { ...alert, state: "ACTIVE_ACKNOWLEDGED", acknowledged_by: plant.session.operator };
    }
    return Date.parse(said.span_to) > Date.parse(said.at)
      ? { ...alert, state: "SHELVED", shelved_until: said.span_to }
      : { ...alert, state: "ACTIVE_UNACKNOWLEDGED" };
  });
}

/** Asks for how long and shelves it. Nothing is to be undone but by hearing of it again. */
async function shelve(alert) {
  const minutes = await ask(t("alert.shelve.for"), (close) => [
    el("p", {}, alert.summary),
    el("div", { class: "choices" }, SHELVE_MINUTES.map((length) =>
      button(t(`for.${length}`), () => close(length), { id: `shelve-${length}`, kind: "choice" }))),
  ]);
  if (minutes) {
    plant.tell([alertShelved(plant.asset, plant.now(), alert.fingerprint, minutes)], t("said.SHELVED"));
  }
}

function inWords(alert) {
  switch (alert.state) {
    case "SHELVED": return t("alert.shelved", { at: clockTime(alert.shelved_until) });
    case "ACTIVE_ACKNOWLEDGED": return t("alert.seen", { who: alert.acknowledged_by });
    default: return t("alert.new");
  }
}

function buttons(alert, index) {
  const what = alert.summary;
  if (alert.state === "SHELVED") {
    return button(t("alert.again"), () =>
      plant.tell([alertShelved(plant.asset, plant.now(), alert.fingerprint, 0)], t("said.again")),
    { id: `again-${index}`, "aria-label": t("alert.again.this", { what }) });
  }
  return [
    alert.state === "ACTIVE_UNACKNOWLEDGED" && button(t("alert.acknowledge"), () =>
      plant.tell([alertSeen(plant.asset, plant.now(), alert.fingerprint)], t("said.ACKNOWLEDGED")),
    { kind: "main", id: `acknowledge-${index}`, "aria-label": t("alert.acknowledge.this", { what }) }),
    button(t("alert.shelve"), () => shelve(alert), { id: `shelve-alert-${index}`, "aria-label": t("alert.shelve.this", { what }) }),
  ];
}

/** The list, those that nobody has seen first. */
export function alertsCard() {
  const all = alerts();
  return [
    el("h2", {}, t("alert.title", { n: all.length })),
    el("ul", { class: "plain" }, all.map((alert, index) =>
      el("li", { class: LOUD.includes(alert.severity) && alert.state === "ACTIVE_UNACKNOWLEDGED" ? "card row loud" : "card row" },
        el("span", { class: "grow" }, el("b", {}, alert.summary),
          el("span", { class: "small" }, `${t(`severity.${alert.severity}`)} · ${t("since", { at: clockTime(alert.started_at) })} · ${inWords(alert)}`)),
        buttons(alert, index)))),
  ];
}

/** What `alertsCard` looks at. */
export const alertsData = () => alerts();
