/**
 * The server's time as this machine can know it: from the midpoint of a round trip, keeping the
 * sample with the shortest trip of late, as that one errs least.
 */
class ServerClock {
  #offsetMs = 0;
  #tripMs = Number.POSITIVE_INFINITY;
  #sampledAt = 0;

  now(): number {
    return Date.now() + this.#offsetMs;
  }

  sample(sentAt: number, serverTime: number): void {
    const now = Date.now();
    const trip = now - sentAt;
    const stale = now - this.#sampledAt > 10 * 60_000;
    if (trip > this.#tripMs && !stale) return;
    this.#tripMs = trip;
    this.#sampledAt = now;
    this.#offsetMs = serverTime - (sentAt + trip / 2);
  }
}

export const serverClock = new ServerClock();

/** The time for templates: ticks every `everyMs`, only while a component uses it. */
export class Ticking {
  now = $state(serverClock.now());

  constructor(everyMs: number) {
    $effect(() => {
      this.now = serverClock.now();
      const timer = setInterval(() => (this.now = serverClock.now()), everyMs);
      return () => clearInterval(timer);
    });
  }
}
