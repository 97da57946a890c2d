// What the page knows: who is logged in, the asset chosen, its board, the reasons, what was said. Views
// read it and are drawn anew when it changes.

import * as api from "./gateway.js";
import { PlantClock } from "./clock.js";
import { reasonSaid, withdrawn } from "./entries.js";
import { keep, recall } from "./memory.js";
import { notice } from "./notice.js";
import { EntryQueue } from "./queue.js";
import { setZone, spoken, t } from "./texts.js";

// The job books an entry a moment after the gateway took it; meanwhile the page goes by its own word.
const BOOKED_AFTER_MS = 20_000;

class Plant {
  session = recall("session");
  assets = recall("assets", []);
  reasons = recall("reasons", []);
  asset = recall("asset");
  board = recall("board." + this.asset);
  /** When the gateway last answered, by the device's clock; null: not in this visit. */
  heardAt = null;
  online = false;
  clock = new PlantClock(Date.now, recall("clock"));
  lately = [];
  queue = new EntryQueue(localStorage, api.send, (done) => {
    const at = Date.now();
    this.lately.push(...done.map((entry) => ({ entry, at })));
  });
  changed = () => {};

  /** The chosen asset's row, or null. */
  get place() {
    return this.assets.find((row) => row.asset_id === this.asset) ?? null;
  }

  now() {
    return this.clock.now();
  }

  /** Runs a request and keeps track of whether the gateway answers; null: it does not. */
  async reach(work) {
    try {
      const answer = await work();
      this.heard();
      return answer;
    } catch (failure) {
      if (failure instanceof api.Unreachable) {
        this.lost();
        return null;
      }
      this.heard();
      if (failure instanceof api.Refused && failure.status === 401) {
        this.setSession(null);
        return null;
      }
      throw failure;
    }
  }

  heard() {
    this.heardAt = Date.now();
    if (!this.online) {
      this.online = true;
      this.changed();
    }
  }

  lost() {
    if (this.online) {
      this.online = false;
      this.changed();
    }
  }

  setSession(session) {
    this.session = session;
    keep("session", session);
    this.changed();
  }

  choose(asset) {
    this.asset = asset;
    keep("asset", asset);
    this.board = recall("board." + asset);
    setZone(this.place?.zone);
    this.changed();
  }

  /** Reads what changes seldom. */
  async readTables() {
    const [assets, reasons] = [await this.reach(api.assets), await this.reach(api.reasons)];
    if (assets && reasons) {
      this.assets = assets;
      this.reasons = reasons;
      keep("assets", assets);
      keep("reasons", reasons);
      setZone(this.place?.zone);
      this.changed();
    }
  }

  /** Reads the board of the asset chosen. */
  async readBoard() {
    const asset = this.asset;
    const board = asset && this.session ? await this.reach(() => api.board(asset)).catch((refused) => {
      // Taken out of this person's rights, or out of the plant.
      if (refused.status === 403) {
        this.choose(null);
      }
      throw refused;
    }) : null;
    if (board && asset === this.asset) {
      this.board = board;
      keep("board." + asset, board);
      keep("clock", this.clock.set(Date.parse(board.plant_now), board.clock_speed || 1));
      this.changed();
    }
  }

  /** Enters what was said: it is kept on the device first, then sent. */
  say(entries, words) {
    this.tell(entries, words, () => this.undo(entries));
  }

  /** Enters what cannot be taken back, unless it is said how. */
  tell(entries, words, undo = null) {
    this.queue.add(entries, this.session.operator);
    this.changed();
    notice(words, undo);
    this.deliver();
  }

  /** Takes entries back, in the reverse order. */
  undo(entries) {
    if (!this.session) {
      return;
    }
    const late = [...entries].reverse().filter((entry) => !this.queue.takeBack(entry.event_id));
    if (late.length > 0) {
      this.queue.add(late.map((entry) => withdrawn(entry.asset_id, this.now(), entry.event_id)), this.session.operator);
    }
    this.changed();
    notice(t("undone"));
    this.deliver();
  }

  /** Sends what waits, if anybody answers. */
  async deliver() {
    if (this.session && this.queue.waiting().some((row) => row.operator === this.session.operator)) {
      const known = this.queue.refused().length;
      await this.reach(() => this.queue.flush(this.session.operator)).catch((failure) => notice(failure.message));
      const refused = this.queue.refused();
      if (refused.length > known) {
        notice(`${t("outbox.n.refused", { n: refused.length })}: ${refused.at(-1).refusal.detail || t("outbox.no.answer")}`);
      }
      this.changed();
      await this.readBoard();
    }
  }

  /** Entries of this asset that may not yet show in what the gateway says. */
  said() {
    const now = Date.now();
    this.lately = this.lately.filter((one) => now - one.at < BOOKED_AFTER_MS);
    return [...this.lately.map((one) => one.entry), ...this.queue.waiting().map((row) => row.entry)]
      .filter((entry) => entry.asset_id === this.asset);
  }

  /** The reason said for a stop that may not be booked yet, or null. */
  reasonSaid(stop) {
    return reasonSaid(this.said(), stop);
  }

  reasonText(code) {
    const text = this.reasons.find((row) => row.reason === code)?.text;
    return text?.[spoken()] ?? text?.en ?? (text && Object.values(text)[0]) ?? code;
  }
}

/** The one of this page. */
export const plant = new Plant();
