const FIRST_RETRY_MS = 2_000;
const RETRY_MAX_MS = 60_000;

/**
 * Has the page kept for a start without a network, by the service worker of /tv. A network that
 * is cut before everything is kept fails the whole of it: then it is tried again until it holds.
 * Answers how to stop.
 */
export function keepPage(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;
  let waitMs = FIRST_RETRY_MS;

  async function attempt(): Promise<void> {
    const outcome = await register();
    if (outcome !== "failed" || stopped) return;
    timer = setTimeout(() => void attempt(), waitMs);
    waitMs = Math.min(waitMs * 2, RETRY_MAX_MS);
  }

  if ("serviceWorker" in navigator) void attempt();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}

async function register(): Promise<"kept" | "failed" | "forbidden"> {
  try {
    const options = { scope: "/tv" };
    const found = await navigator.serviceWorker.register("/service-worker.js", options);
    return (await settled(found)) ? "kept" : "failed";
  } catch (error) {
    // As in a private window: the screen works all the same, as long as it is not reloaded.
    const forbidden = error instanceof DOMException && error.name === "SecurityError";
    return forbidden ? "forbidden" : "failed";
  }
}

/** Whether a worker is in charge once the one that is being installed has come to an end. */
async function settled(registration: ServiceWorkerRegistration): Promise<boolean> {
  const worker = registration.installing ?? registration.waiting;
  if (worker !== null && registration.active === null) {
    await new Promise<void>((done) => {
      const look = () => {
        if (worker.state === "activated" || worker.state === "redundant") done();
      };
      worker.addEventListener("statechange", look);
      look();
    });
  }
  return registration.active !== null;
}
