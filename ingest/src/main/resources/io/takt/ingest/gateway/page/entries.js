// What an operator says, as the gateway takes it. An entry means a span of time, not a stop's number, so
// that it holds when late data moves the stop.

/** How long an operator may take an entry back. */
export const UNDO_MS = 120_000;

/**
 * A random identity (UUID, version 4). Not crypto.randomUUID, which browsers offer over https alone.
 */
export function freshId(random = crypto) {
  const bytes = random.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

const iso = (millis) => new Date(millis).toISOString();

function entry(asset, kind, at, said) {
  return { event_id: freshId(), asset_id: asset, kind, at: iso(at), ...said };
}

/** A stop or part of it has a reason; `to` null: it goes on. */
export const reasonGiven = (asset, at, span, reason) =>
  entry(asset, "REASON_GIVEN", at, { span_from: span.from, span_to: span.to, reason });

/** A stop is to be taken as several; `cuts` in epoch milliseconds. */
export const stopSplit = (asset, at, span, cuts) =>
  entry(asset, "STOP_SPLIT", at, { span_from: span.from, span_to: span.to, split_at: cuts.map(iso) });

/** Parts of this shift, or of its running order, are scrap (or need rework). */
export const partsReported = (asset, at, kind, quantity, order) =>
  entry(asset, kind, at, { quantity, work_order: order });

/** ORDER_STARTED, ORDER_PAUSED or ORDER_FINISHED, from now on. */
export const orderSaid = (asset, at, kind, order, parallel = false) =>
  entry(asset, kind, at, { work_order: order.work_order, product: order.product ?? null, parallel });

export const noteWritten = (asset, at, note) => entry(asset, "NOTE", at, { note });

/** An earlier entry is taken back. */
export const withdrawn = (asset, at, id) => entry(asset, "WITHDRAWN", at, { refers_to: id });

/** An alert was seen. */
export const alertSeen = (asset, at, fingerprint) => entry(asset, "ACKNOWLEDGED", at, { refers_to: fingerprint });

/** An alert is not to be heard of for so many minutes; 0: it is to be heard of again. */
export const alertShelved = (asset, at, fingerprint, minutes) =>
  entry(asset, "SHELVED", at, { refers_to: fingerprint, span_to: iso(at + minutes * 60_000) });

/** The last word on an alert among what was said, or null. */
export const saidOfAlert = (said, fingerprint) =>
  said.findLast((one) => ON_ALERTS.includes(one.kind) && one.refers_to === fingerprint) ?? null;

const ON_ALERTS = ["ACKNOWLEDGED", "SHELVED"];

/**
 * Whether an entry made at that moment of the device's clock may still be taken back. A word on an alert is
 * not: those who would have been called were not.
 */
export const canUndo = (entry, madeAt, now) =>
  entry.kind !== "WITHDRAWN" && !ON_ALERTS.includes(entry.kind) && now < madeAt + UNDO_MS;

/**
 * The reason that was said for a stop and may not be booked yet, as the booking will find it: the last one
 * whose span meets the stop, and which was not taken back.
 * @param {Array} said entries that wait, or were sent a moment ago, in their order
 * @param {{started_at: string, ended_at: ?string}} stop
 * @return {?string}
 */
export function reasonSaid(said, stop) {
  const takenBack = new Set(said.filter((one) => one.kind === "WITHDRAWN").map((one) => one.refers_to));
  const starts = Date.parse(stop.started_at);
  const ends = stop.ended_at ? Date.parse(stop.ended_at) : Infinity;
  const meets = (one) => {
    const from = Date.parse(one.span_from);
    return from < ends && (one.span_to ? Date.parse(one.span_to) > starts : from >= starts);
  };
  return said.findLast((one) => one.kind === "REASON_GIVEN" && !takenBack.has(one.event_id) && meets(one))?.reason ?? null;
}
