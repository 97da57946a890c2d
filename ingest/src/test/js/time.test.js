import assert from "node:assert/strict";
import { test } from "node:test";
import { PlantClock } from "./page/clock.js";
import { addCut, moveCut, partsOf, removeCut, stepOf } from "./page/cuts.js";

const TEN = Date.parse("2026-03-02T10:00:00Z");
const MINUTE = 60_000;
const at = (minutes) => TEN + minutes * MINUTE;

test("plant time goes on from the gateway's last word, whatever the device's clock says", () => {
  let device = 5_000;
  const clock = new PlantClock(() => device);
  clock.set(TEN, 1);
  device += 1_500;
  assert.equal(clock.now(), TEN + 1_500);
});

test("a simulated plant's time runs at its speed", () => {
  let device = 0;
  const clock = new PlantClock(() => device);
  clock.set(TEN, 60);
  device += 1_000;
  assert.equal(clock.now(), at(1));
});

test("plant time holds after a reload without network", () => {
  let device = 7_000;
  const anchor = new PlantClock(() => device).set(TEN, 1);
  device += MINUTE;
  assert.equal(new PlantClock(() => device, anchor).now(), at(1));
});

test("a device clock that is set back does not take plant time back", () => {
  let device = 100_000;
  const clock = new PlantClock(() => device);
  clock.set(TEN, 1);
  device = 0;
  assert.equal(clock.now(), TEN);
});

test("a stop cut twice has three parts that add up", () => {
  const parts = partsOf(at(0), at(60), [at(15), at(30)]);
  assert.deepEqual(parts.map((part) => (part.to - part.from) / MINUTE), [15, 15, 30]);
  assert.equal(parts.reduce((sum, part) => sum + part.to - part.from, 0), at(60) - at(0));
});

test("a new cut halves the longest part and tells which it is", () => {
  assert.deepEqual(addCut(at(0), at(60), []), { cuts: [at(30)], added: 0 });
  assert.deepEqual(addCut(at(0), at(60), [at(10)]), { cuts: [at(10), at(35)], added: 1 });
});

test("a stop too short for a cut gets none", () => {
  assert.equal(addCut(TEN + 1_000, TEN + 4_000, []), null);
});

test("a cut stays on the grid and between its neighbours", () => {
  const cuts = [at(15), at(30)];
  assert.deepEqual(moveCut(at(0), at(60), cuts, 0, at(20) + 20_000), [at(20), at(30)]);
  assert.deepEqual(moveCut(at(0), at(60), cuts, 0, at(59)), [at(29), at(30)]);
  assert.deepEqual(moveCut(at(0), at(60), cuts, 1, at(-5)), [at(15), at(16)]);
  assert.deepEqual(moveCut(at(0), at(60), cuts, 1, at(99)), [at(15), at(59)]);
});

test("a cut never leaves a stop that begins and ends beside the grid", () => {
  const from = at(0) + 12_000;
  const to = at(14) + 49_000;
  assert.deepEqual(moveCut(from, to, [at(7)], 0, from), [at(1)]);
  assert.deepEqual(moveCut(from, to, [at(7)], 0, to), [at(14)]);
});

test("short stops are cut finer than long ones", () => {
  assert.deepEqual([stepOf(at(0), at(5)), stepOf(at(0), at(60)), stepOf(at(0), at(480))], [10_000, MINUTE, 5 * MINUTE]);
});

test("a removed cut joins its parts", () => {
  assert.deepEqual(removeCut([at(15), at(30)], 0), [at(30)]);
});
