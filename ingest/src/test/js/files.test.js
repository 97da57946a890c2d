import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";

const folder = new URL("./page/", import.meta.url);
const names = readdirSync(folder).filter((name) => name !== "package.json");
const scripts = new Map(names.filter((name) => name.endsWith(".js")).map((name) => [name, readFileSync(new URL(name, folder), "utf8")]));
const languages = JSON.parse(readFileSync(new URL("texts.json", folder), "utf8"));
const texts = languages.en;
// Words of the page behind a message's link, which the gateway makes; its own test asks for each.
const isTheLinks = (key) => key.startsWith("link.");

test("the service worker keeps every file of the page", () => {
  const kept = [...scripts.get("sw.js").matchAll(/^ {2}"\/([^"]+)",$/gm)].map((match) => match[1]).sort();
  assert.deepEqual(kept, names.filter((name) => name !== "sw.js" && name !== "index.html").sort());
});

test("every text is there in both languages, with the same names to fill in", () => {
  const fill = (text) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();
  assert.deepEqual(Object.keys(languages), ["en", "de"]);
  assert.deepEqual(Object.keys(languages.de), Object.keys(texts));
  for (const [key, text] of Object.entries(texts)) {
    assert.ok(text && languages.de[key], key);
    assert.deepEqual(fill(languages.de[key]), fill(text), key);
  }
});

test("every text that is asked for is there, and every one that is there is asked for", () => {
  const all = [...scripts.values()].join("\n");
  const asked = new Set([...all.matchAll(/"((?:[a-z]+\.)*[a-z]+)"/g)].map((match) => match[1]).filter((key) => key in texts));
  const whole = [...all.matchAll(/\bt\("([^"]+)"/g)].map((match) => match[1]);
  assert.deepEqual(whole.filter((key) => !(key in texts)), []);
  const beginnings = [...all.matchAll(/`([a-z]+\.(?:to\.)?)\$\{/g)].map((match) => match[1]);
  for (const beginning of beginnings) {
    assert.ok(Object.keys(texts).some((key) => key.startsWith(beginning)), beginning);
  }
  assert.deepEqual(
    Object.keys(texts).filter((key) => !isTheLinks(key) && !asked.has(key) && !whole.includes(key) && !beginnings.some((beginning) => key.startsWith(beginning))),
    []);
});

test("states, categories and kinds of entries of the contract have words", () => {
  const wanted = {
    state: "PRODUCING IDLE STARVED BLOCKED STOPPED FAULTED SETUP MAINTENANCE OFF UNKNOWN",
    category: "NOT_SCHEDULED PLANNED_STOP NO_DATA SETUP RUNNING MINOR_STOP UNPLANNED_STOP PENDING_STOP",
    entry: "REASON_GIVEN STOP_SPLIT SCRAP_REPORTED REWORK_REPORTED ORDER_STARTED ORDER_PAUSED ORDER_FINISHED NOTE WITHDRAWN ACKNOWLEDGED SHELVED",
    severity: "INFO WARNING FAULT CRITICAL",
  };
  for (const [group, keys] of Object.entries(wanted)) {
    for (const key of keys.split(" ")) {
      assert.ok(`${group}.${key}` in texts, `${group}.${key}`);
    }
  }
});

test("no script makes markup or code of a string", () => {
  for (const [name, script] of scripts) {
    assert.doesNotMatch(script, /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|createContextualFragment|setHTML/, name);
  }
});

test("the page's own markup has no script or style in it", () => {
  const markup = readFileSync(new URL("index.html", folder), "utf8");
  assert.doesNotMatch(markup, /<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)/);
});
