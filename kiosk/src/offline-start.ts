import { fetchParts } from "./fonts.ts";
import { zh } from "./catalogue.ts";

/** What is said only once the network is lost; the letters of English are always there. */
const NOTICES = [
  zh["kiosk.offline"],
  zh["kiosk.offline-report"],
  zh["kiosk.offline-needed"],
  zh["kiosk.queued"],
  zh["kiosk.queued-text"],
];

/**
 * Fetches, while there is a network, the letters of what is said without one, and has the service
 * worker keep all that this visit fetched before it was there. Without it (plain http on another
 * host) the kiosk works, but cannot be reloaded without a network.
 */
export async function prepareOfflineStart(): Promise<void> {
  await fetchParts(NOTICES.join(""));
  if (!("serviceWorker" in navigator) || !import.meta.env.PROD) return;
  await navigator.serviceWorker.register("/kiosk/sw.js");
  const { active } = await navigator.serviceWorker.ready;
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin
  active?.postMessage(performance.getEntriesByType("resource").map(({ name }) => name));
}
