import { immutable } from "$app/manifest";
import { version } from "$app/env";
import { self as worker } from "$app/service-worker";

/**
 * Lets a television start without a network: the page of its hall and the code are kept. Registered
 * for /tv alone; the console is never answered from here, as its people must not work on an old
 * page.
 */
const CACHE = `warmline-tv-${version}`;
const SHELL_KEY = "/tv";
const SHELL_WITHIN_MS = 4_000;
const CODE = immutable.map((file) => `/${file.path.replace(/^\//, "")}`);

worker.addEventListener("install", (event) => {
  const code = CODE.filter((path) => /\.(js|css)$/.test(path));
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.addAll([SHELL_KEY, ...code]))
      .then(() => worker.skipWaiting()),
  );
});

worker.addEventListener("activate", (event) => {
  event.waitUntil(dropOldCaches().then(() => worker.clients.claim()));
});

async function dropOldCaches(): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith("warmline-tv-") && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
}

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(shell(request));
  else if (CODE.includes(url.pathname)) event.respondWith(kept(request));
});

/**
 * The network's page while it answers in time; otherwise the kept one, which reads its own address.
 */
async function shell(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  try {
    const response = await fetch(request, { signal: AbortSignal.timeout(SHELL_WITHIN_MS) });
    if (response.ok) return response;
  } catch {
    // No network: what was kept is answered below.
  }
  return (await cache.match(SHELL_KEY)) ?? Response.error();
}

/** Files whose names change with their content: the kept copy is as good as the server's. */
async function kept(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  const found = await cache.match(request);
  if (found) return found;
  const response = await fetch(request);
  if (response.ok) await cache.put(request, response.clone());
  return response;
}
