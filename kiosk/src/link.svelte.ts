import { kioskHome, type KioskHome } from "@warmline/shared/kiosk/api.ts";
import { serverClock } from "@warmline/shared/client/server-clock.ts";
import { demoEndpoints } from "@warmline/shared/demo/api.ts";
import { call } from "./call.ts";

const POLL_MS = 10_000;
const POLL_OFFLINE_MS = 4_000;
/** Nobody answered, or only a proxy whose server is away. */
const UNREACHED = { offline: true, unavailable: true };

/** Whether the server can be asked, and what it last said about this hall. */
class Link {
  online = $state(true);
  home = $state<KioskHome | null>(null);
  demo = $state(false);
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #onBack: (() => void)[] = [];
  readonly #onShutOut: (() => void)[] = [];

  /** Called each time the server answers after it did not. */
  whenBack(handler: () => void): void {
    this.#onBack.push(handler);
  }

  /** Called each time the server says that it does not know this kiosk. */
  whenShutOut(handler: () => void): void {
    this.#onShutOut.push(handler);
  }

  start(): void {
    addEventListener("online", () => void this.ask());
    addEventListener("offline", () => this.lost());
    void this.ask();
  }

  lost(): void {
    this.online = false;
  }

  async ask(): Promise<void> {
    clearTimeout(this.#timer);
    const sentAt = serverClock.ticks();
    const answer = await call(kioskHome, {});
    const wasOffline = !this.online;
    this.online = answer.ok || !(answer.code in UNREACHED);
    if (answer.ok) {
      serverClock.sample(sentAt, answer.value.serverTime);
      this.home = answer.value;
      void this.#askDemo();
    } else if (answer.code === "not-signed-in" || answer.code === "forbidden") {
      for (const handler of this.#onShutOut) handler();
    }
    if (wasOffline && this.online) for (const handler of this.#onBack) handler();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.ask(), this.online ? POLL_MS : POLL_OFFLINE_MS);
  }

  async #askDemo(): Promise<void> {
    const answer = await call(demoEndpoints.readDemo, {});
    // Without an answer the mark stays as it was; the next round asks again.
    if (answer.ok) this.demo = answer.value.demo;
  }
}

export const link = new Link();
