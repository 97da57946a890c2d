// Cutting a stop into parts on a small timeline, by finger, mouse or keyboard, and giving each its reason.

import { addCut, moveCut, partsOf, removeCut, stepOf } from "./cuts.js";
import { ask } from "./dialog.js";
import { button, el } from "./dom.js";
import { reasonGiven, stopSplit } from "./entries.js";
import { plant } from "./plant.js";
import { chooseReason } from "./reasons.js";
import { clockTime, duration, t } from "./texts.js";

/**
 * Lets a person cut a stop.
 * @param {{started_at: string, ended_at: ?string, likely: ?Array}} stop
 */
export async function splitStop(stop) {
  const from = Date.parse(stop.started_at);
  // An open stop is cut as it stands when the tool is opened: a timeline that grows under the finger is none.
  const to = stop.ended_at ? Date.parse(stop.ended_at) : plant.now();
  const first = addCut(from, to, []);
  if (!first) {
    await ask(t("split.title"), () => el("p", {}, t("split.too.short")));
    return;
  }
  const answer = await ask(t("split.title"), (close, body) => new Timeline(from, to, stop, first.cuts, close).in(body));
  if (answer) {
    const entries = [stopSplit(plant.asset, plant.now(), { from: stop.started_at, to: stop.ended_at }, answer.cuts)];
    for (const part of answer.parts.filter((one) => one.reason)) {
      const last = part.to === to && !stop.ended_at;
      entries.push(reasonGiven(plant.asset, plant.now(),
        { from: new Date(part.from).toISOString(), to: last ? null : new Date(part.to).toISOString() }, part.reason));
    }
    plant.say(entries, t("split.said", { parts: answer.parts.length }));
  }
}

class Timeline {
  constructor(from, to, stop, cuts, close) {
    Object.assign(this, { from, to, stop, cuts, close, selected: 0 });
    // A reason belongs to the cut its part begins at, so it stays when other parts come and go.
    this.reasons = new Map();
    this.bar = el("div", { class: "timeline" });
    this.tools = el("div", { class: "row" });
    this.parts = el("ol", { class: "parts" });
  }

  in(body) {
    body.append(
      el("p", {}, t("split.how")),
      this.bar,
      el("div", { class: "ends" }, el("span", {}, clockTime(this.from, true)), el("span", {}, clockTime(this.to, true))),
      this.tools, this.parts,
      el("div", { class: "row end sticky" }, button(t("split.save"), () => this.save(), { kind: "main", id: "split-save" })));
    this.draw();
    return null;
  }

  get all() {
    return partsOf(this.from, this.to, this.cuts);
  }

  save() {
    this.close({ cuts: this.cuts, parts: this.all.map((part, i) => ({ ...part, reason: this.reasons.get(i) })) });
  }

  draw(focus = false) {
    const length = this.to - this.from;
    this.bar.replaceChildren(...this.all.map((part, i) => {
      const block = el("div", { class: `block tone-${i % 4}` }, String(i + 1));
      block.style.left = `${(100 * (part.from - this.from)) / length}%`;
      block.style.width = `${(100 * (part.to - part.from)) / length}%`;
      return block;
    }), ...this.cuts.map((cut, i) => this.handle(cut, i)));
    this.tools.replaceChildren(
      button("− " + duration(stepOf(this.from, this.to)), () => this.move(this.selected, -1), { id: "cut-earlier", "aria-label": t("split.earlier") }),
      button("+ " + duration(stepOf(this.from, this.to)), () => this.move(this.selected, 1), { id: "cut-later", "aria-label": t("split.later") }),
      button(t("split.add"), () => this.add(), { id: "cut-add" }),
      button(t("split.remove"), () => this.remove(this.selected), { id: "cut-remove", disabled: this.cuts.length < 2 }));
    this.parts.replaceChildren(...this.all.map((part, i) => el("li", {},
      el("span", { class: `swatch tone-${i % 4}`, "aria-hidden": "true" }, String(i + 1)),
      el("span", { class: "grow" }, `${clockTime(part.from, true)} – ${clockTime(part.to, true)}`, el("b", {}, duration(part.to - part.from))),
      button(this.reasons.has(i) ? plant.reasonText(this.reasons.get(i)) : t("reason.give"),
        () => this.reason(i), { id: `part-reason-${i}`, kind: "reason" }))));
    if (focus) {
      this.bar.querySelectorAll("[role=slider]")[this.selected]?.focus();
    }
  }

  handle(cut, i) {
    const handle = el("div", {
      class: i === this.selected ? "cut selected" : "cut", role: "slider", tabindex: "0",
      "aria-label": t("split.cut", { n: i + 1 }), "aria-orientation": "horizontal",
      "aria-valuemin": Math.round(this.from / 1000), "aria-valuemax": Math.round(this.to / 1000),
      "aria-valuenow": Math.round(cut / 1000), "aria-valuetext": clockTime(cut, true),
      onkeydown: (event) => this.key(event, i),
      onpointerdown: (event) => this.drag(event, i),
    });
    handle.style.left = `${(100 * (cut - this.from)) / (this.to - this.from)}%`;
    return handle;
  }

  key(event, i) {
    this.selected = i;
    const steps = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -5, PageUp: 5, Home: -Infinity, End: Infinity }[event.key];
    if (steps) {
      event.preventDefault();
      this.move(i, steps, true);
    } else if (event.key === "Delete" && this.cuts.length > 1) {
      event.preventDefault();
      this.remove(i, true);
    }
  }

  /** The bar, not the handle, follows the pointer: drawing replaces the handle. */
  drag(event, i) {
    event.preventDefault();
    this.selected = i;
    this.bar.setPointerCapture(event.pointerId);
    this.bar.onpointermove = (moved) => {
      const box = this.bar.getBoundingClientRect();
      const instant = this.from + ((moved.clientX - box.left) / box.width) * (this.to - this.from);
      this.cuts = moveCut(this.from, this.to, this.cuts, i, instant);
      this.draw();
    };
    this.bar.onpointerup = this.bar.onpointercancel = () => {
      this.bar.onpointermove = null;
      this.draw(true);
    };
  }

  move(i, steps, focus = false) {
    const instant = Math.min(this.to, Math.max(this.from, this.cuts[i] + steps * stepOf(this.from, this.to)));
    this.cuts = moveCut(this.from, this.to, this.cuts, i, instant);
    this.redraw(focus);
  }

  add() {
    const more = addCut(this.from, this.to, this.cuts);
    if (more) {
      this.cuts = more.cuts;
      this.selected = more.added;
      // The part that was cut in two keeps its reason in its first half.
      this.reasons = new Map([...this.reasons].map(([part, reason]) => [part > more.added ? part + 1 : part, reason]));
      this.redraw();
    }
  }

  remove(i, focus = false) {
    this.cuts = removeCut(this.cuts, i);
    this.selected = Math.min(i, this.cuts.length - 1);
    // The two parts become one, with the first one's reason.
    this.reasons = new Map([...this.reasons].filter(([part]) => part !== i + 1)
      .map(([part, reason]) => [part > i + 1 ? part - 1 : part, reason]));
    this.redraw(focus);
  }

  redraw(focus = false) {
    const held = document.activeElement?.id;
    this.draw(focus);
    if (!focus && held) {
      document.getElementById(held)?.focus();
    }
  }

  async reason(i) {
    const reason = await chooseReason(t("reason.of.part", { n: i + 1 }), this.stop.likely ?? []);
    if (reason) {
      this.reasons.set(i, reason);
      this.draw();
    }
    document.getElementById(`part-reason-${i}`)?.focus();
  }
}
