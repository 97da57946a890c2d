// Logging in, by badge or by number and PIN, with keys for gloved hands.

import * as api from "./gateway.js";
import { button, el } from "./dom.js";
import { plant } from "./plant.js";
import { notice } from "./notice.js";
import { t } from "./texts.js";

/** The log-in, in place of the board. */
export function logInView() {
  const said = el("p", { class: "why", role: "alert" });
  const attempt = async (credentials, form) => {
    try {
      const session = await api.logIn(credentials);
      plant.heard();
      plant.setSession(session);
    } catch (failure) {
      said.textContent = failure instanceof api.Unreachable ? t("login.offline")
        : failure.status === 401 ? t("login.wrong")
        : failure.status === 429 ? t("login.locked", { seconds: failure.retryAfter || 60 })
        : failure.message;
      form.reset();
      form.querySelector("input").focus();
    }
  };
  const form = (fields, credentials, id) => el("form", {
    class: "card", id,
    onsubmit: (event) => {
      event.preventDefault();
      attempt(credentials(event.target.elements), event.target);
    },
  }, fields, el("button", { type: "submit", class: "main wide" }, t("login.enter")));
  const field = (id, label, attributes) => [el("label", { for: id }, t(label)), el("input", { id, name: id, required: true, autocomplete: "off", ...attributes })];

  // A badge reader types the number and Enter, so the field waits for it with the focus.
  const badge = form([el("h2", {}, t("login.badge")), field("badge", "login.badge.label", { type: "password", autocapitalize: "none" })],
    (fields) => ({ badge: fields.badge.value }), "by-badge");
  const pin = form([
    el("h2", {}, t("login.pin")),
    field("operator", "login.operator", { autocapitalize: "none" }),
    field("pin", "login.pin.label", { type: "password", inputmode: "numeric" }),
    keyPad(() => document.getElementById("pin")),
  ], (fields) => ({ operator: fields.operator.value, pin: fields.pin.value }), "by-pin");
  const waiting = plant.queue.waiting().length;
  return el("div", { class: "login" },
    el("h1", {}, t("login.title")),
    waiting > 0 && el("p", { class: "hint" }, t("login.waiting", { n: waiting })),
    said,
    el("div", { class: "columns" }, badge, pin));
}

function keyPad(field) {
  const press = (digit) => {
    field().value += digit;
  };
  return el("div", { class: "keys" },
    [1, 2, 3, 4, 5, 6, 7, 8, 9].map((digit) => button(String(digit), () => press(digit), { id: `key-${digit}` })),
    button("⌫", () => {
      field().value = field().value.slice(0, -1);
    }, { "aria-label": t("login.erase") }),
    button("0", () => press(0), { id: "key-0" }));
}

/** Ends the session. What waits stays on the device until the same operator is back. */
export async function logOut() {
  try {
    await api.logOut();
  } catch (failure) {
    if (failure instanceof api.Unreachable) {
      // The cookie would go on to be valid: better to say so than to seem logged out.
      notice(t("logout.offline"));
      return;
    }
    if (failure.status !== 401) {
      throw failure;
    }
  }
  plant.setSession(null);
}
