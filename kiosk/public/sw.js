// Keeps the kiosk's own files, so that it starts again without a network. What the server answers to
// questions (/api) is never kept: it is about people.
const CACHE = "warmline-kiosk-1";
const START = "/kiosk/";
const ASSETS = "/kiosk/assets/";

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.add(START)));
  self.skipWaiting();
});

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

// What a page fetched before this worker was there: its code, its letters.
self.addEventListener("message", (event) => event.waitUntil(keepAll(event.data)));

async function keepAll(addresses) {
  const cache = await caches.open(CACHE);
  for (const address of addresses) {
    const { pathname, origin } = new URL(address);
    const ours = origin === self.location.origin && pathname.startsWith(ASSETS);
    if (ours && !(await cache.match(address))) await cache.add(address);
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { pathname, origin } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (!pathname.startsWith(START)) return;
  // Files under assets/ carry their content's hash: the kept one is the right one.
  event.respondWith(pathname.startsWith(ASSETS) ? keptFirst(request) : newFirst(request));
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
