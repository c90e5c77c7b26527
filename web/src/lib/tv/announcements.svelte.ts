import { serverClock } from "@warmline/shared/client/server-clock.ts";
import { SPEAK_WITHIN_MS, stillCalled, toAnnounce, type BoardCall } from "./announce.ts";
import type { Sound } from "./sound.svelte.ts";

/** One announcement holds the screen at least this long, also where there is no sound. */
const SHOWN_MS = 4_000;
const PAUSE_MS = 500;

interface Waiting {
  readonly call: BoardCall;
  /** On the server's clock: after it the call is dropped unspoken. */
  readonly speakBy: number;
}

/** Calls stand in one line and are announced one after the other: none cuts off another. */
export class Announcements {
  /** The call that is being announced. */
  current = $state.raw<BoardCall | null>(null);
  /** The number of the last call that came into the line. */
  lastSeq = 0;
  readonly #sound: Sound;
  #calls: readonly BoardCall[] = [];
  #line: Waiting[] = [];
  #running = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(sound: Sound) {
    this.#sound = sound;
  }

  /** What is called now; answers whether any of it is announced. */
  hear(calls: readonly BoardCall[]): boolean {
    this.#calls = calls;
    const fresh = toAnnounce(calls, this.lastSeq, serverClock.now());
    for (const call of fresh) {
      this.lastSeq = Math.max(this.lastSeq, call.callSeq);
      this.#line.push({ call, speakBy: call.calledAt + SPEAK_WITHIN_MS });
    }
    if (fresh.length > 0 && !this.#running) void this.#run();
    return fresh.length > 0;
  }

  /** Once sound is allowed: whoever is called at the moment has not been heard by anybody. */
  repeatCurrent(): void {
    const call = this.current ?? this.#calls[0];
    if (call === undefined || this.#line.some((waiting) => waiting.call.id === call.id)) return;
    this.#line.unshift({ call, speakBy: serverClock.now() + SPEAK_WITHIN_MS });
    if (!this.#running) void this.#run();
  }

  stop(): void {
    this.#line = [];
    clearTimeout(this.#timer);
  }

  async #run(): Promise<void> {
    this.#running = true;
    for (let call = this.#next(); call !== null; call = this.#next()) {
      // The same call again is another announcement.
      this.current = { ...call };
      const spokenMs = await this.#sound.announce(call);
      await this.#rest(Math.max(spokenMs, SHOWN_MS) + PAUSE_MS);
    }
    this.current = null;
    this.#running = false;
  }

  #next(): BoardCall | null {
    for (let first = this.#line.shift(); first !== undefined; first = this.#line.shift()) {
      const inTime = serverClock.now() < first.speakBy;
      if (inTime && stillCalled(first.call, this.#calls)) return first.call;
    }
    return null;
  }

  #rest(ms: number): Promise<void> {
    return new Promise((done) => {
      this.#timer = setTimeout(done, ms);
    });
  }
}
