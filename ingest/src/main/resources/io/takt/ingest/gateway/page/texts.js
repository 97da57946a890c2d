// Words, times and numbers in the language chosen. All words are in texts.json.

import { keep, recall } from "./memory.js";

let texts = {};
let language = "en";
/** English as the rest of the world writes dates. */
const LOCALES = { en: "en-GB", de: "de-DE" };
let zone;

/** Reads the texts; the language is the one chosen before, else the device's. */
export async function loadTexts() {
  texts = await (await fetch("./texts.json")).json();
  speak(recall("language") ?? (navigator.language.startsWith("de") ? "de" : "en"));
}

/** Changes the language. */
export function speak(chosen) {
  language = chosen;
  keep("language", chosen);
  document.documentElement.lang = chosen;
}

export const spoken = () => language;

/** Times are shown in the plant's zone: a tablet's own may be set wrong. */
export function setZone(name) {
  zone = name || undefined;
}

/** A text, with {names} filled in. A key without text shows itself, which tests look for. */
export function t(key, values = {}) {
  const text = texts[language]?.[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

export const hasText = (key) => key in texts[language];

const instant = (value) => (typeof value === "number" ? value : Date.parse(value));

export const clockTime = (value, withSeconds = false) =>
  value === null || value === undefined ? "–" : new Intl.DateTimeFormat(LOCALES[language], { timeZone: zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23",
    ...(withSeconds ? { second: "2-digit" } : {}) }).format(instant(value));

export const dayAndTime = (value) =>
  new Intl.DateTimeFormat(LOCALES[language], { timeZone: zone, weekday: "short", day: "2-digit", month: "2-digit",
    hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(instant(value));

/** A length of time as one says it: "45 s", "4 min 12 s", "1 h 05 min". */
export function duration(millis) {
  const seconds = Math.max(0, Math.floor(millis / 1000));
  const minutes = Math.floor(seconds / 60);
  if (minutes < 1) {
    return `${seconds} s`;
  }
  if (minutes < 60) {
    const rest = seconds % 60;
    return rest === 0 ? `${minutes} min` : `${minutes} min ${rest} s`;
  }
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, "0")} min`;
}

/** A quantity; null is a dash: no figure is not nought. */
export const number = (value) =>
  value === null || value === undefined
    ? "–"
    : new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: 1 }).format(value);

/** A ratio of 0 to 1 in per cent; null is a dash. */
export const percent = (ratio, digits = 0) =>
  ratio === null || ratio === undefined
    ? "–"
    : new Intl.NumberFormat(LOCALES[language], { style: "percent", maximumFractionDigits: digits, minimumFractionDigits: digits })
        .format(ratio);
