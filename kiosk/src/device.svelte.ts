import { askPairing, deviceSelf, type DeviceSelf } from "@warmline/shared/devices/api.ts";
import { call } from "./call.ts";
import { link } from "./link.svelte.ts";

const POLL_MS = 3_000;

/** Whether this machine is a paired kiosk, and the code that it shows until it is. */
class Device {
  self = $state<DeviceSelf | null>(null);
  code = $state<string | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #onChange: ((paired: boolean) => void)[] = [];

  /** A kiosk that the server knows keeps working while the network is cut. */
  get needed(): boolean {
    return this.self !== null && this.self.state !== "paired";
  }

  /** Called when this machine has become a kiosk, and when it is none any more: it was revoked. */
  whenChanged(handler: (paired: boolean) => void): void {
    this.#onChange.push(handler);
  }

  start(): void {
    link.whenShutOut(() => {
      if (this.self?.state === "paired") void this.#look();
    });
    void this.#look();
  }

  async ask(): Promise<void> {
    const answer = await call(askPairing, { body: { kind: "kiosk" } });
    if (answer.ok) this.code = answer.value.code;
  }

  async #look(): Promise<void> {
    const answer = await call(deviceSelf, { query: { kind: "kiosk" } });
    if (answer.ok) {
      const was = this.self?.state === "paired";
      const paired = answer.value.state === "paired";
      this.self = answer.value;
      await this.#follow(answer.value);
      if (was !== paired) for (const handler of this.#onChange) handler(paired);
    }
    const settled = answer.ok && !this.needed;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#look(), settled ? POLL_MS * 10 : POLL_MS);
  }

  /**
   * A code is asked for by itself where none is shown; not where somebody shut this machine out.
   */
  async #follow(self: DeviceSelf): Promise<void> {
    if (self.state === "pairing") this.code = self.code;
    else if (self.state === "unknown" || self.state === "expired") await this.ask();
    else this.code = null;
  }
}

export const device = new Device();
