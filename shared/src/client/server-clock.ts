import { instantOf, type Instant } from "../kernel/time.ts";

/** A sample that is older gives way to any other: two clocks drift apart. */
const SAMPLE_LIVES_MS = 10 * 60_000;

/**
 * The server's time as this machine can know it: from the midpoint of a round trip, keeping the
 * sample with the shortest trip of late, as that one errs least. Between samples it goes on by a
 * monotonic clock, so that somebody who sets the machine's clock moves nothing on the screen.
 */
export class ServerClock {
  readonly #ticks: () => number;
  /** The server's time at tick zero. */
  #zeroAt: number;
  #tripMs = Number.POSITIVE_INFINITY;
  #sampledAt = 0;

  /** `ticks` answers milliseconds that only go up; the machine's own time counts until a sample. */
  constructor(ticks: () => number = () => performance.now(), machineTime: number = Date.now()) {
    this.#ticks = ticks;
    this.#zeroAt = machineTime - ticks();
  }

  /** The moment by the server's clock. */
  now(): Instant {
    return instantOf(this.#zeroAt + this.#ticks());
  }

  /** Milliseconds that only go up, to measure how long something takes. */
  ticks(): number {
    return this.#ticks();
  }

  /** The server answered `serverTime` to what was sent at `sentAt`, in ticks. */
  sample(sentAt: number, serverTime: Instant): void {
    const now = this.#ticks();
    const trip = now - sentAt;
    const zeroAt = serverTime - (sentAt + trip / 2);
    // Further apart than both can err: this machine slept, or the server's clock was set.
    const refuted = Math.abs(zeroAt - this.#zeroAt) > (trip + this.#tripMs) / 2;
    const stale = now - this.#sampledAt > SAMPLE_LIVES_MS;
    if (trip > this.#tripMs && !stale && !refuted) return;
    this.#tripMs = trip;
    this.#sampledAt = now;
    this.#zeroAt = zeroAt;
  }
}

export const serverClock = new ServerClock();
