import assert from "node:assert/strict";
import { test } from "node:test";
import { Refused, Unreachable } from "./page/gateway.js";
import { EntryQueue } from "./page/queue.js";
import { MemoryStorage } from "./memory-storage.js";

const said = (id) => ({ event_id: id, kind: "NOTE" });
const ids = (rows) => rows.map((row) => row.entry.event_id);

/** A gateway that books each identity once, and whose answer can get lost. */
class Gateway {
  booked = [];
  calls = [];
  trouble = [];
  send = async (entries) => {
    this.calls.push(entries.map((entry) => entry.event_id));
    const trouble = this.trouble.shift();
    if (trouble?.before) {
      throw trouble.before;
    }
    const results = entries.map((entry, index) => {
      if (entry.bad) {
        return { index, event_id: entry.event_id, status: "rejected", detail: "The shift is closed.", mend: "Ask." };
      }
      const known = this.booked.includes(entry.event_id);
      known || this.booked.push(entry.event_id);
      return { index, event_id: entry.event_id, status: known ? "duplicate" : "accepted" };
    });
    if (trouble?.after) {
      throw trouble.after;
    }
    return { results };
  };
}

test("an entry stays until it is acknowledged, also when the page is opened anew", async () => {
  const storage = new MemoryStorage();
  const gateway = new Gateway();
  gateway.trouble.push({ before: new Unreachable("no network") });
  const queue = new EntryQueue(storage, gateway.send);
  queue.add([said("a"), said("b")], "op-1");
  await assert.rejects(queue.flush("op-1"), Unreachable);
  const reopened = new EntryQueue(storage, gateway.send);
  assert.deepEqual(ids(reopened.waiting()), ["a", "b"]);
  await reopened.flush("op-1");
  assert.deepEqual(reopened.rows(), []);
  assert.deepEqual(gateway.booked, ["a", "b"]);
});

test("an entry whose acknowledgement got lost is sent again and booked once", async () => {
  const gateway = new Gateway();
  gateway.trouble.push({ after: new Unreachable("the answer got lost") });
  const acknowledged = [];
  const queue = new EntryQueue(new MemoryStorage(), gateway.send, (done) => acknowledged.push(...done));
  queue.add([said("a")], "op-1");
  await assert.rejects(queue.flush("op-1"), Unreachable);
  await queue.flush("op-1");
  assert.deepEqual(gateway.calls, [["a"], ["a"]]);
  assert.deepEqual(gateway.booked, ["a"]);
  assert.deepEqual(acknowledged, [said("a")]);
});

test("entries go in the order they were made, also when the device's clock is set back", async () => {
  let device = 1_000;
  const gateway = new Gateway();
  const queue = new EntryQueue(new MemoryStorage(), gateway.send, () => {}, () => device);
  queue.add([said("z"), said("y")], "op-1");
  device = 10;
  queue.add([said("a")], "op-1");
  await queue.flush("op-1");
  assert.deepEqual(gateway.calls, [["z", "y", "a"]]);
});

test("entries of another operator wait until that one is back", async () => {
  const gateway = new Gateway();
  const queue = new EntryQueue(new MemoryStorage(), gateway.send);
  queue.add([said("a")], "op-1");
  queue.add([said("b")], "op-2");
  await queue.flush("op-2");
  assert.deepEqual(gateway.booked, ["b"]);
  assert.deepEqual(ids(queue.waiting()), ["a"]);
});

test("a refused entry is kept with its reason and sent no more; the others go through", async () => {
  const gateway = new Gateway();
  const queue = new EntryQueue(new MemoryStorage(), gateway.send);
  queue.add([said("a"), { ...said("b"), bad: true }, said("c")], "op-1");
  await queue.flush("op-1");
  await queue.flush("op-1");
  assert.deepEqual(gateway.booked, ["a", "c"]);
  assert.equal(gateway.calls.length, 1);
  assert.deepEqual(queue.refused()[0].refusal, { detail: "The shift is closed.", mend: "Ask." });
  assert.equal(queue.takeBack("b"), true, "nobody booked it, so there is nothing to withdraw");
  assert.deepEqual(queue.rows(), []);
});

test("when the gateway refuses a whole batch, the one to blame is found and the others go through", async () => {
  const gateway = new Gateway();
  const send = async (entries) => {
    if (entries.some((entry) => entry.bad)) {
      throw new Refused(422, { detail: "Not an entry." }, 0);
    }
    return gateway.send(entries);
  };
  const queue = new EntryQueue(new MemoryStorage(), send);
  queue.add([said("a"), { ...said("b"), bad: true }, said("c")], "op-1");
  await queue.flush("op-1");
  assert.deepEqual(gateway.booked, ["a", "c"]);
  assert.deepEqual(ids(queue.refused()), ["b"]);
});

test("a session that ended keeps the entries", async () => {
  const queue = new EntryQueue(new MemoryStorage(), async () => {
    throw new Refused(401, { detail: "Log in." }, 0);
  });
  queue.add([said("a")], "op-1");
  await assert.rejects(queue.flush("op-1"), Refused);
  assert.deepEqual(ids(queue.waiting()), ["a"]);
  assert.deepEqual(queue.refused(), []);
});

test("an entry can be taken back without a trace only while it has surely not been sent", async () => {
  const gateway = new Gateway();
  gateway.trouble.push({ after: new Unreachable("the answer got lost") });
  const queue = new EntryQueue(new MemoryStorage(), gateway.send);
  queue.add([said("a")], "op-1");
  queue.add([said("b")], "op-1");
  assert.equal(queue.takeBack("b"), true);
  await assert.rejects(queue.flush("op-1"), Unreachable);
  assert.equal(queue.takeBack("a"), false);
  assert.deepEqual(gateway.booked, ["a"]);
});

test("two flushes at once send nothing twice, and take along what is added meanwhile", async () => {
  const gateway = new Gateway();
  const queue = new EntryQueue(new MemoryStorage(), gateway.send);
  queue.add([said("a")], "op-1");
  const first = queue.flush("op-1");
  queue.add([said("b")], "op-1");
  await Promise.all([first, queue.flush("op-1")]);
  assert.deepEqual(gateway.calls, [["a"], ["b"]]);
  assert.deepEqual(queue.rows(), []);
});

test("many entries go in batches that the gateway takes", async () => {
  const gateway = new Gateway();
  const queue = new EntryQueue(new MemoryStorage(), gateway.send);
  queue.add(Array.from({ length: 120 }, (_, i) => said(`e${String(i).padStart(3, "0")}`)), "op-1");
  await queue.flush("op-1");
  assert.deepEqual(gateway.calls.map((call) => call.length), [50, 50, 20]);
});
