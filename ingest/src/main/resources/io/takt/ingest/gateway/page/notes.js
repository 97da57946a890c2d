// A few words for the record.

import { ask } from "./dialog.js";
import { el } from "./dom.js";
import { noteWritten } from "./entries.js";
import { plant } from "./plant.js";
import { t } from "./texts.js";

const LONGEST = 1_000;

/** Lets a person write a note. */
export async function writeNote() {
  const note = await ask(t("note.title"), (close) => el("form", {
    method: "dialog",
    onsubmit: (event) => {
      event.preventDefault();
      close(event.target.elements.note.value.trim());
    },
  },
  el("label", { for: "note" }, t("note.label")),
  el("textarea", { id: "note", name: "note", rows: "5", maxlength: LONGEST, required: true, autofocus: true }),
  el("div", { class: "row end" }, el("button", { type: "submit", class: "main" }, t("enter")))));
  if (note) {
    plant.say([noteWritten(plant.asset, plant.now(), note)], t("said.NOTE"));
  }
}
