// Entries on their way to the gateway. An entry leaves the device's storage only when the gateway has
// acknowledged it, and is sent with the same identity until then: so it arrives whatever happens to the
// network or the tablet, and counts once. Each entry lies under a key of its own, so that two tabs never
// overwrite each other's.

import { Refused } from "./gateway.js";

const PREFIX = "takt.entry.";
const AT_ONCE = 50;

/** Waiting and refused entries of this device. */
export class EntryQueue {
  /**
   * @param {Storage} storage localStorage, or what behaves like it
   * @param {function(Array): Promise<{results: Array}>} send
   * @param {function(Array)} acknowledged called with entries the gateway has taken
   * @param {function(): number} device the device's clock, which only orders the entries
   */
  constructor(storage, send, acknowledged = () => {}, device = Date.now) {
    this.storage = storage;
    this.send = send;
    this.acknowledged = acknowledged;
    this.device = device;
    this.running = null;
  }

  /** Takes entries that belong together, for the operator who makes them. */
  add(entries, operator) {
    let place = Math.max(this.device(), ...this.rows().map((row) => row.place + 1));
    for (const entry of entries) {
      this.write({ entry, operator, place: place++, sent: false, refusal: null });
    }
  }

  /** All rows, oldest first: {entry, operator, place, sent, refusal}. */
  rows() {
    const rows = [];
    for (let i = 0; i < this.storage.length; i++) {
      const key = this.storage.key(i);
      if (key.startsWith(PREFIX)) {
        rows.push(JSON.parse(this.storage.getItem(key)));
      }
    }
    return rows.sort((a, b) => a.place - b.place || (a.entry.event_id < b.entry.event_id ? -1 : 1));
  }

  /** Rows not yet acknowledged. */
  waiting() {
    return this.rows().filter((row) => row.refusal === null);
  }

  /** Rows the gateway will not take; a person has to see why. */
  refused() {
    return this.rows().filter((row) => row.refusal !== null);
  }

  /** Forgets a refused entry. */
  dismiss(id) {
    this.storage.removeItem(PREFIX + id);
  }

  /**
   * Takes an entry back that nobody has booked: it never left the device, or was refused.
   * @return {boolean} false: it was sent, or may have been; only a WITHDRAWN entry helps
   */
  takeBack(id) {
    const row = JSON.parse(this.storage.getItem(PREFIX + id));
    if (row === null || (row.sent && row.refusal === null)) {
      return false;
    }
    this.storage.removeItem(PREFIX + id);
    return true;
  }

  /**
   * Sends what this operator entered, in order; entries of others wait for them, since the gateway books
   * an entry on whoever is logged in. Calls while one is under way share it, and what was added meanwhile
   * goes with it.
   * @throws Unreachable or Refused; what was not acknowledged stays
   */
  flush(operator) {
    this.running ??= this.sendAll(operator).finally(() => {
      this.running = null;
    });
    return this.running;
  }

  async sendAll(operator) {
    let atOnce = AT_ONCE;
    for (;;) {
      const rows = this.waiting().filter((row) => row.operator === operator).slice(0, atOnce);
      if (rows.length === 0) {
        return;
      }
      // Before sending: after a crash nobody knows whether it arrived.
      rows.forEach((row) => this.write({ ...row, sent: true }));
      try {
        const answer = await this.send(rows.map((row) => row.entry));
        this.settle(rows, answer.results || []);
      } catch (failure) {
        if (!(failure instanceof Refused) || [401, 408, 429].includes(failure.status) || failure.status >= 500) {
          throw failure;
        }
        if (rows.length > 1) {
          // One of them spoils the whole: find it, so that the others are not held up.
          atOnce = 1;
        } else {
          this.refuse(rows[0], failure.errors[0]?.detail || failure.message, failure.mend);
        }
      }
    }
  }

  settle(rows, results) {
    const done = [];
    const byId = new Map(results.map((result) => [result.event_id ?? rows[result.index]?.entry.event_id, result]));
    for (const row of rows) {
      const result = byId.get(row.entry.event_id);
      if (result?.status === "accepted" || result?.status === "duplicate") {
        this.storage.removeItem(PREFIX + row.entry.event_id);
        done.push(row.entry);
      } else if (result?.status === "rejected") {
        this.refuse(row, result.detail || "", result.mend || "");
      } else {
        // Silence on a row would make the loop send it for ever.
        this.refuse(row, "", "");
      }
    }
    this.acknowledged(done);
  }

  refuse(row, detail, mend) {
    this.write({ ...row, sent: true, refusal: { detail, mend } });
  }

  write(row) {
    this.storage.setItem(PREFIX + row.entry.event_id, JSON.stringify(row));
  }
}
