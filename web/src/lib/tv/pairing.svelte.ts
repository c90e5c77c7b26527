import { askPairing, deviceSelf, type DeviceSelf } from "@warmline/shared/devices/api.ts";
import { call } from "../call.ts";

const POLL_MS = 3_000;

/** Which device this screen is: asked until it is paired, and again when it no longer is. */
export class Pairing {
  self = $state.raw<DeviceSelf | null>(null);
  /** No answer from the server; it is asked again. */
  unreachable = $state(false);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;

  /** Runs while the component lives and `needed` holds. */
  run(needed: () => boolean = () => true): void {
    $effect(() => {
      if (!needed()) return;
      this.#stopped = false;
      void this.#ask();
      return () => {
        this.#stopped = true;
        clearTimeout(this.#timer);
      };
    });
  }

  async #ask(): Promise<void> {
    const answer = await call(deviceSelf, { query: { kind: "tv" } });
    this.unreachable = !answer.ok;
    if (answer.ok) {
      const { state } = answer.value;
      if (state === "unknown" || state === "expired" || state === "revoked") {
        const asked = await call(askPairing, { body: { kind: "tv" } });
        if (asked.ok) this.self = { state: "pairing", kind: "tv", ...asked.value };
        this.unreachable = !asked.ok;
      } else {
        this.self = answer.value;
      }
    }
    if (this.#stopped) return;
    this.#timer = setTimeout(() => void this.#ask(), POLL_MS);
  }
}
