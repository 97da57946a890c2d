// The gateway, and nothing but: every request of the page is made here.

/** The gateway refused; `detail` and `mend` are words for people. */
export class Refused extends Error {
  constructor(status, problem, retryAfter) {
    super(problem.detail || problem.title || `HTTP ${status}`);
    this.status = status;
    this.mend = problem.mend || "";
    this.errors = problem.errors || [];
    this.retryAfter = retryAfter;
  }
}

/** Nobody answered: no network, or no gateway. */
export class Unreachable extends Error {}

// Longer than the gateway takes, shorter than a person waits: a dead network otherwise hangs for minutes.
const PATIENCE_MS = 10_000;

async function request(method, path, body) {
  let response;
  try {
    response = await fetch("/api/v1" + path, {
      method,
      credentials: "same-origin",
      cache: "no-store",
      signal: AbortSignal.timeout(PATIENCE_MS),
      // The header is what a form on another site cannot send.
      headers: { Accept: "application/json", "X-Takt-Request": "1",
        ...(body === undefined ? {} : { "Content-Type": "application/json" }) },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch (cause) {
    throw new Unreachable(String(cause));
  }
  const text = await response.text().catch((cause) => {
    throw new Unreachable(String(cause));
  });
  let answer = null;
  try {
    answer = text === "" ? null : JSON.parse(text);
  } catch (cause) {
    // A proxy's error page, or a hotel's log-in: not the gateway.
    throw new Unreachable(String(cause));
  }
  if (response.status === 502 || response.status === 503 || response.status === 504) {
    throw new Unreachable(answer?.detail || `HTTP ${response.status}`);
  }
  if (!response.ok) {
    throw new Refused(response.status, answer || {}, Number(response.headers.get("Retry-After")) || 0);
  }
  return answer;
}

const asset = (id) => "/assets/" + encodeURIComponent(id);

export const session = () => request("GET", "/session");
export const logIn = (credentials) => request("POST", "/session", credentials);
export const logOut = () => request("DELETE", "/session");
export const assets = () => request("GET", "/assets");
export const reasons = () => request("GET", "/reasons");
export const board = (id) => request("GET", asset(id) + "/board");
export const stops = (id, shift) => request("GET", asset(id) + "/stops?shift=" + shift);
export const send = (entries) => request("POST", "/entries", entries);

/** Events of one asset, as the browser's EventSource; it reconnects by itself. */
export const live = (id) => new EventSource("/api/v1/live?asset=" + encodeURIComponent(id));
