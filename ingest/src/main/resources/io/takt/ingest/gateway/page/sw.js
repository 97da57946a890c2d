// Keeps the page itself on the device, so that it opens without network. Data is not its business: what
// the gateway said is kept by memory.js, what people said by queue.js.

const CACHE = "takt-page";
const SHELL = [
  "/",
  "/alerts.js",
  "/board.js",
  "/choices.js",
  "/clock.js",
  "/cuts.js",
  "/dialog.js",
  "/dom.js",
  "/entries.js",
  "/figures.js",
  "/gateway.js",
  "/icon.svg",
  "/live.js",
  "/login.js",
  "/main.js",
  "/manifest.webmanifest",
  "/memory.js",
  "/notes.js",
  "/notice.js",
  "/orders.js",
  "/outbox.js",
  "/page.css",
  "/plant.js",
  "/quality.js",
  "/queue.js",
  "/reasons.js",
  "/split.js",
  "/stops.js",
  "/texts.js",
  "/texts.json",
];
// A weak network is worse than none: after this the kept copy is shown.
const PATIENCE_MS = 3_000;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(SHELL)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(self.clients.claim());
});

self.addEventListener("fetch", (event) => {
  const path = new URL(event.request.url).pathname;
  if (event.request.method === "GET" && SHELL.includes(path)) {
    event.respondWith(newest(event.request, path));
  }
});

// The network first, so that all files are of one version whenever the gateway answers.
async function newest(request, path) {
  const cache = await caches.open(CACHE);
  try {
    const response = await fetch(request, { signal: AbortSignal.timeout(PATIENCE_MS) });
    if (response.ok) {
      await cache.put(path, response.clone());
      return response;
    }
  } catch {
    // No network: the copy below.
  }
  return (await cache.match(path)) ?? Response.error();
}
