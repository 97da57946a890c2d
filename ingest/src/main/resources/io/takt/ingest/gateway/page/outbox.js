// What was said: what still waits on the device, what was refused and why, what can be taken back.

import { ask } from "./dialog.js";
import { button, el } from "./dom.js";
import { canUndo } from "./entries.js";
import { plant } from "./plant.js";
import { clockTime, hasText, number, t } from "./texts.js";

/** An entry in words; `summary` is what the gateway remembers of it. */
function inWords(entry) {
  const detail = entry.reason ? plant.reasonText(entry.reason)
    : entry.kind === "REASON_GIVEN" ? plant.reasonText(entry.summary ?? "")
    : entry.quantity ? number(entry.quantity)
    : entry.note ?? entry.work_order ?? entry.summary ?? "";
  const key = `entry.${entry.kind}`;
  return (hasText(key) ? t(key) : entry.kind) + (detail ? `: ${detail}` : "");
}

/** Own entries of the last hours, newest first; those of the gateway and those that are under way. */
function ownEntries() {
  const waiting = plant.queue.waiting().filter((row) => row.entry.asset_id === plant.asset);
  const underWay = new Set(waiting.map((row) => row.entry.event_id));
  const withdrawn = new Set(plant.said().filter((one) => one.kind === "WITHDRAWN").map((one) => one.refers_to));
  const booked = (plant.board?.entries ?? []).filter((one) => !underWay.has(one.event_id) && one.kind !== "WITHDRAWN");
  const now = plant.now();
  return [
    ...waiting.reverse().map(({ entry, place }) => ({
      id: entry.event_id, at: entry.at, words: inWords(entry), state: t("entry.waiting"),
      undo: canUndo(entry, place, Date.now()) && !withdrawn.has(entry.event_id) ? entry : null,
    })),
    ...booked.map((one) => {
      const gone = one.withdrawn || withdrawn.has(one.event_id);
      return {
        id: one.event_id, at: one.at, words: inWords(one),
        state: gone ? t("entry.withdrawn") : "",
        undo: !gone && one.can_undo_until && now < Date.parse(one.can_undo_until) ? { ...one, asset_id: plant.asset } : null,
      };
    }),
  ];
}

/** The list of own entries with what can still be undone. */
export function entriesCard() {
  const entries = ownEntries();
  return [
    el("h2", {}, t("entries.title")),
    entries.length === 0 ? el("p", {}, t("entries.none")) : el("ul", { class: "plain" }, entries.slice(0, 8).map((one) =>
      el("li", { class: "entry row" },
        el("span", { class: "grow" }, el("span", { class: "nowrap" }, clockTime(one.at)), " ", el("b", {}, one.words),
          one.state && el("span", { class: "small" }, one.state)),
        one.undo && button(t("undo"), () => plant.undo([one.undo]), { id: `undo-${one.id}`, "aria-label": t("undo.this", { what: one.words }) })))),
  ];
}

/** What `entriesCard` looks at. */
export const entriesData = () => [ownEntries().map((one) => [one.id, one.words, one.state, !!one.undo]), plant.reasons.length];

/** Everything that has not reached the gateway, of all operators and machines of this device. */
export function openOutbox() {
  return ask(t("outbox.title"), (close) => {
    const mine = plant.session?.operator;
    const row = (one, extra) => el("li", { class: "card row" },
      el("span", { class: "grow" }, el("span", { class: "nowrap" }, clockTime(one.entry.at)), " ", el("b", {}, inWords(one.entry)),
        el("span", { class: "small" }, nameOf(one.entry.asset_id)), extra));
    const waiting = plant.queue.waiting();
    const refused = plant.queue.refused();
    return [
      refused.length > 0 && el("section", {}, el("h3", {}, t("outbox.refused", { n: refused.length })),
        el("ul", { class: "plain" }, refused.map((one) => {
          const item = row(one, el("span", { class: "why" }, one.refusal.detail || t("outbox.no.answer"), " ", one.refusal.mend));
          item.append(button(t("dismiss"), () => {
            plant.queue.dismiss(one.entry.event_id);
            item.remove();
            plant.changed();
          }, { "aria-label": t("dismiss.this", { what: inWords(one.entry) }) }));
          return item;
        }))),
      el("section", {}, el("h3", {}, t("outbox.waiting", { n: waiting.length })),
        waiting.length === 0 ? el("p", {}, t("outbox.empty")) : el("p", {}, t("outbox.safe")),
        el("ul", { class: "plain" }, waiting.map((one) =>
          row(one, one.operator !== mine && el("span", { class: "why" }, t("outbox.of.other", { operator: one.operator })))))),
      el("div", { class: "row end" }, button(t("outbox.send"), () => {
        close(null);
        plant.deliver();
      }, { kind: "main", id: "send-now", disabled: waiting.length === 0 })),
    ];
  });
}

const nameOf = (id) => plant.assets.find((row) => row.asset_id === id)?.name ?? id;
