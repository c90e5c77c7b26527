// Keeps the kiosk's own files, so that it starts again without a network. What the server answers to
// questions (/api) is never kept: it is about people.
const CACHE = "warmline-kiosk-1";
const START = "/kiosk/";

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.add(START)));
  self.skipWaiting();
});

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { pathname, origin } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (!pathname.startsWith(START)) return;
  // Files under assets/ carry their content's hash: the kept one is the right one.
  event.respondWith(
    pathname.startsWith(`${START}assets/`) ? keptFirst(request) : newFirst(request),
  );
});

async function keptFirst(request) {
  const kept = await caches.match(request);
  return kept ?? fetchAndKeep(request);
}

async function newFirst(request) {
  try {
    return await fetchAndKeep(request);
  } catch (error) {
    const kept = (await caches.match(request)) ?? (await caches.match(START));
    if (kept) return kept;
    throw error;
  }
}

async function fetchAndKeep(request) {
  const response = await fetch(request);
  if (response.ok) {
    const copy = response.clone();
    await caches.open(CACHE).then((cache) => cache.put(request, copy));
  }
  return response;
}
