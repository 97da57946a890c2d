import assert from "node:assert/strict";
import { test } from "node:test";
import { branches, mergedLikely } from "./page/choices.js";
import { alertSeen, alertShelved, canUndo, freshId, partsReported, reasonGiven, reasonSaid, saidOfAlert, stopSplit, withdrawn } from "./page/entries.js";

const AT = Date.parse("2026-03-02T10:00:00Z");
const span = { from: "2026-03-02T09:50:00.000Z", to: null };

test("identities are random UUIDs of version 4", () => {
  const ids = new Set(Array.from({ length: 1_000 }, () => freshId()));
  assert.equal(ids.size, 1_000);
  for (const id of ids) {
    assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  }
});

test("an entry carries its machine, its time and the span it means", () => {
  const { event_id, ...rest } = reasonGiven("press", AT, span, "JAM");
  assert.ok(event_id);
  assert.deepEqual(rest, {
    asset_id: "press", kind: "REASON_GIVEN", at: "2026-03-02T10:00:00.000Z",
    span_from: "2026-03-02T09:50:00.000Z", span_to: null, reason: "JAM",
  });
  assert.deepEqual(stopSplit("press", AT, span, [AT - 1_000]).split_at, ["2026-03-02T09:59:59.000Z"]);
  assert.equal(partsReported("press", AT, "SCRAP_REPORTED", 3, "WO-1").work_order, "WO-1");
});

test("an entry can be undone for two minutes, an undo cannot", () => {
  const entry = reasonGiven("press", AT, span, "JAM");
  assert.equal(canUndo(entry, 5_000, 124_999), true);
  assert.equal(canUndo(entry, 5_000, 125_000), false);
  assert.equal(canUndo(withdrawn("press", AT, entry.event_id), 5_000, 5_000), false);
});

test("the last reason said holds until it is booked, unless taken back", () => {
  const stop = { started_at: span.from, ended_at: null };
  const jam = reasonGiven("press", AT, span, "JAM");
  const tool = reasonGiven("press", AT + 1, span, "TOOL");
  assert.equal(reasonSaid([], stop), null);
  assert.equal(reasonSaid([jam, tool], stop), "TOOL");
  assert.equal(reasonSaid([jam, tool, withdrawn("press", AT, tool.event_id)], stop), "JAM");
});

test("a reason said for a moment or a span belongs to the stops that it meets", () => {
  const at = (minute) => `2026-03-02T09:${minute}:00.000Z`;
  const moment = reasonGiven("press", AT, { from: at(55), to: null }, "JAM");
  const whole = reasonGiven("press", AT, { from: at(10), to: at(20) }, "TOOL");
  const said = [moment, whole];
  assert.equal(reasonSaid(said, { started_at: at(50), ended_at: null }), "JAM");
  assert.equal(reasonSaid(said, { started_at: at(50), ended_at: at(55) }), null);
  assert.equal(reasonSaid(said, { started_at: at(56), ended_at: null }), null);
  assert.equal(reasonSaid(said, { started_at: at(10), ended_at: at(20) }), "TOOL");
  assert.equal(reasonSaid(said, { started_at: at(20), ended_at: at(30) }), null);
});

test("what several stops have in common comes first", () => {
  const merged = mergedLikely([
    [{ reason: "JAM", probability: 0.5 }, { reason: "TOOL", probability: 0.4 }],
    [{ reason: "MATERIAL", probability: 0.6 }, { reason: "TOOL", probability: 0.4 }],
  ]);
  assert.deepEqual(merged.map((one) => one.reason), ["TOOL", "MATERIAL", "JAM"]);
});

test("the tree offers what leads to an offered reason, and survives a circle", () => {
  const rows = [
    { reason: "TECH", parent: null, offered: false }, { reason: "JAM", parent: "TECH", offered: true },
    { reason: "OLD", parent: null, offered: false }, { reason: "OLDER", parent: "OLD", offered: false },
    { reason: "A", parent: "B", offered: false }, { reason: "B", parent: "A", offered: false },
    { reason: "ORPHAN", parent: "GONE", offered: true },
  ];
  assert.deepEqual(branches(rows, null).map((row) => row.reason), ["TECH", "ORPHAN"]);
  assert.deepEqual(branches(rows, "TECH").map((row) => row.reason), ["JAM"]);
  assert.deepEqual(branches(rows, "A"), []);
});

test("a word on an alert names it, holds for the length chosen, and is not taken back", () => {
  const seen = alertSeen("press", AT, "stop|press");
  assert.equal(seen.kind, "ACKNOWLEDGED");
  assert.equal(seen.refers_to, "stop|press");
  const shelved = alertShelved("press", AT, "stop|press", 15);
  assert.equal(shelved.span_to, "2026-03-02T10:15:00.000Z");
  assert.equal(alertShelved("press", AT, "stop|press", 0).span_to, seen.at);
  assert.equal(canUndo(seen, 5_000, 5_001), false);
  assert.equal(canUndo(shelved, 5_000, 5_001), false);
});

test("the last word on an alert holds until the job has heard it", () => {
  const seen = alertSeen("press", AT, "stop|press");
  const shelved = alertShelved("press", AT, "stop|press", 15);
  assert.equal(saidOfAlert([seen, shelved], "stop|press"), shelved);
  assert.equal(saidOfAlert([seen, shelved], "stop|saw"), null);
  assert.equal(saidOfAlert([], "stop|press"), null);
});
