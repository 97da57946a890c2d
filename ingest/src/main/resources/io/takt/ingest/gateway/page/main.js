// Puts the page together: header, log-in or board; hears of changes, keeps times true each second.

import * as api from "./gateway.js";
import { alertsCard, alertsData } from "./alerts.js";
import { banner, bannerData, openStopCard, openStopData } from "./board.js";
import { ask } from "./dialog.js";
import { button, el, forget, show } from "./dom.js";
import { orderCard, orderData, shiftCard, shiftData } from "./figures.js";
import { LiveEvents } from "./live.js";
import { logInView, logOut } from "./login.js";
import { notice, speakOut } from "./notice.js";
import { writeNote } from "./notes.js";
import { sayOrder } from "./orders.js";
import { entriesCard, entriesData, openOutbox } from "./outbox.js";
import { plant } from "./plant.js";
import { reportParts } from "./quality.js";
import { allStops, uncodedData, uncodedList } from "./stops.js";
import { clockTime, duration, loadTexts, setZone, speak, spoken, t } from "./texts.js";

/** The board is read at least so often, whatever is heard; and at most so often when much is heard. */
const AT_LEAST_MS = 10_000;
const AT_MOST_MS = 2_000;
/** A machine that produces is heard of more often than that; one that stands may have nothing to say. */
const OLD_MS = 300_000;

const places = {};
let view = "";
let stateSaid = "";
let readAt = 0;
let reading = null;

const events = new LiveEvents(api.live, (kind) => {
  readSoon(kind === "live" ? AT_MOST_MS : 0);
}, () => readSoon(0));

const tell = (failure) => notice(failure.message);

/** Reads the board once, however often this is asked for in the meantime. */
function readSoon(atMost) {
  reading ??= setTimeout(async () => {
    await plant.readBoard().catch(tell);
    readAt = Date.now();
    reading = null;
    if (plant.online) {
      plant.deliver();
    }
  }, Math.max(0, readAt + atMost - Date.now()));
}

function wanted() {
  return plant.session === null ? "login" : plant.asset === null || !plant.board ? "choose" : "board";
}

function draw() {
  const now = wanted();
  if (now !== view) {
    enter(now);
  }
  show(document.getElementById("bar"), [now, plant.place, plant.session, spoken(), plant.online,
    plant.queue.waiting().length, plant.queue.refused().length], header);
  if (now === "choose") {
    show(places.choose, [plant.assets, plant.online], () => [el("h1", {}, t("asset.choose")), assetList(() => {})]);
  }
  if (now === "board") {
    sayState();
    show(places.state, bannerData(), banner);
    places.stop.hidden = !plant.board.open_stop;
    show(places.stop, openStopData(), openStopCard);
    places.alerts.hidden = alertsData().length === 0;
    show(places.alerts, alertsData(), alertsCard);
    show(places.uncoded, uncodedData(), () => uncodedList(draw));
    show(places.order, orderData(), orderCard);
    show(places.shift, shiftData(), shiftCard);
    show(places.entries, entriesData(), entriesCard);
  }
  tick();
}

/** Tells a screen reader of another state; the board itself is silent, as its times change each second. */
function sayState() {
  const state = `${plant.asset} ${plant.board.state}`;
  if (state !== stateSaid) {
    stateSaid = state;
    speakOut(t(`state.${plant.board.state ?? "UNKNOWN"}`));
  }
}

function enter(next) {
  view = next;
  const main = document.getElementById("view");
  // Dialogs belong to what was there before.
  document.querySelectorAll("dialog").forEach((dialog) => dialog.close());
  document.getElementById("notices").replaceChildren();
  if (next === "login") {
    events.close();
    main.replaceChildren(logInView());
    document.getElementById("badge").focus();
    return;
  }
  for (const name of ["choose", "state", "stop", "alerts", "uncoded", "order", "shift", "entries"]) {
    places[name] = el("section", { class: `part ${name}` });
  }
  if (next === "choose") {
    events.close();
    main.replaceChildren(places.choose);
    return;
  }
  const actions = el("section", { class: "part actions", "aria-label": t("actions") },
    button(t("parts.SCRAP_REPORTED"), () => reportParts("SCRAP_REPORTED"), { id: "scrap" }),
    button(t("parts.REWORK_REPORTED"), () => reportParts("REWORK_REPORTED"), { id: "rework" }),
    button(t("order.title"), sayOrder, { id: "order" }),
    button(t("note.title"), writeNote, { id: "note-open" }),
    button(t("stops.all"), () => allStops(), { id: "all-stops", kind: "wide" }));
  main.replaceChildren(
    el("div", { class: "board" },
      places.state,
      el("div", { class: "left" }, places.stop, places.alerts, places.uncoded),
      el("div", { class: "right" }, actions, places.order, places.shift, places.entries)));
}

function header() {
  const waiting = plant.queue.waiting().length;
  const refused = plant.queue.refused().length;
  return [
    plant.session && wanted() !== "choose"
      ? button([el("b", {}, plant.place?.name ?? t("asset")), plant.place && el("span", { class: "small" }, plant.place.line)],
        chooseAsset, { id: "asset", kind: "bar", "aria-label": t("asset.change", { name: plant.place?.name ?? "–" }) })
      : el("b", { class: "name" }, "Takt"),
    el("p", { id: "age", class: plant.online ? "" : "offline" }),
    (waiting > 0 || refused > 0) && button(
      [waiting > 0 && t("outbox.n.waiting", { n: waiting }), waiting > 0 && refused > 0 && " · ", refused > 0 && t("outbox.n.refused", { n: refused })],
      openOutbox, { id: "outbox", kind: refused > 0 ? "bar bad" : "bar wait" }),
    !plant.session && languageButton("bar"),
    plant.session && button(plant.session.name || plant.session.operator, person, { id: "person", kind: "bar" }),
  ];
}

function languageButton(kind) {
  const other = spoken() === "en" ? "de" : "en";
  return button(other === "de" ? "Deutsch" : "English", () => {
    speak(other);
    Object.values(places).forEach(forget);
    view = "";
    draw();
    document.getElementById(plant.session ? "person" : "language").focus();
  }, { id: "language", kind, lang: other });
}

async function person() {
  const out = await ask(plant.session.name || plant.session.operator, (close) => [
    el("p", {}, t(`role.${plant.session.role}`)),
    plant.queue.waiting().length > 0 && el("p", { class: "hint" }, t("logout.waiting")),
    languageButton("wide"),
    button(t("logout"), () => close(true), { kind: "main wide", id: "log-out" }),
  ]);
  if (out) {
    await logOut();
  }
}

function assetList(chosen) {
  const lines = [...new Set(plant.assets.map((row) => row.line))];
  return plant.assets.length === 0 ? el("p", {}, t("asset.none")) : lines.map((line) => el("section", {},
    el("h3", {}, line),
    el("div", { class: "choices" }, plant.assets.filter((row) => row.line === line)
      .sort((a, b) => (a.line_position ?? 0) - (b.line_position ?? 0))
      .map((row) => button(row.name || row.asset_id, () => {
        chosen(row.asset_id);
        plant.choose(row.asset_id);
        follow();
      }, { id: `asset-${row.asset_id}`, "aria-current": row.asset_id === plant.asset ? "true" : null })))));
}

const chooseAsset = () => ask(t("asset.choose"), (close) => assetList(close));

/** How old is what is shown; said aloud only when it becomes old. */
function tick() {
  const now = plant.now();
  document.querySelectorAll("[data-since]").forEach((node) => {
    node.textContent = duration(now - Date.parse(node.dataset.since));
  });
  const age = document.getElementById("age");
  if (!age || !plant.session) {
    return;
  }
  if (!plant.online) {
    const asOf = plant.board ? t("age.as.of", { at: clockTime(plant.board.plant_now, true) }) : "";
    age.textContent = `⚠ ${t("age.offline")} ${asOf}`;
  } else if (plant.board) {
    const old = (plant.board.data_age_s ?? 0) * 1000 + (now - Date.parse(plant.board.plant_now));
    const { state, category } = plant.board;
    const stale = category === "NO_DATA" || (state === "PRODUCING" && old > OLD_MS);
    age.className = stale ? "stale" : "";
    age.textContent = typeof plant.board.data_age_s !== "number" ? t("age.never") : (stale ? "⚠ " : "") + t(stale ? "age.old" : "age", { age: duration(old) });
  } else {
    age.textContent = "";
  }
}

/** Reads and listens to the asset chosen. */
function follow() {
  if (plant.session) {
    plant.readTables().catch(tell);
    if (plant.asset) {
      events.listen(plant.asset);
    }
    readSoon(0);
  }
}

let wasOnline = null;
let wasIn = null;

plant.changed = () => {
  if (wasOnline !== null && wasOnline !== plant.online && plant.session) {
    notice(t(plant.online ? "online.again" : "offline.now"));
  }
  wasOnline = plant.online;
  draw();
  if (plant.session?.operator !== wasIn) {
    wasIn = plant.session?.operator;
    follow();
  }
};

await loadTexts();
setZone(plant.place?.zone);
document.title = "Takt";
wasIn = plant.session?.operator;
draw();
// The cookie decides, not the memory; without an answer the memory has to do.
const session = await plant.reach(api.session).catch(() => null);
if (session) {
  plant.setSession(session);
}
follow();
setInterval(tick, 1_000);
setInterval(() => {
  draw();
  readSoon(0);
}, AT_LEAST_MS);
addEventListener("online", () => readSoon(0));
document.addEventListener("visibilitychange", () => document.hidden || readSoon(0));
// Browsers offer this over https and on the machine itself alone; else the page works while it stays open.
if ("serviceWorker" in navigator) {
  navigator.serviceWorker.register("./sw.js");
  navigator.storage?.persist?.();
}
