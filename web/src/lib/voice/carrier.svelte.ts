import type { Call, Device } from "@twilio/voice-sdk";
import { makeVoiceToken } from "@warmline/shared/twilio/talk-api.ts";
import { call } from "../call.ts";
import type { Voice, VoiceFault, VoiceState } from "./voice.ts";

/** Of the carrier's client: the microphone is forbidden, or there is none. */
const NO_MICROPHONE: ReadonlySet<unknown> = new Set([31401, 31402]);

/** The client itself tries again for ever: so long until the agent is told. */
const PATIENCE_MS = 15_000;

/** 耳麦: by the carrier's own browser client, which is loaded with the first call. */
export class CarrierVoice implements Voice {
  state = $state<VoiceState>("off");
  muted = $state(false);
  fault = $state.raw<VoiceFault | null>(null);
  #device: Device | null = null;
  #line: Call | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  async connect(callId: string): Promise<void> {
    this.#drop();
    this.state = "connecting";
    this.fault = null;
    const device = await this.#newDevice();
    if (device === null) return this.#lose("line");
    this.#device = device;
    this.#timer = setTimeout(() => this.#lose("line"), PATIENCE_MS);
    try {
      const line = await device.connect({ params: { callId } });
      // Left, or connected anew, while the carrier was asked.
      if (this.#device !== device) return line.disconnect();
      this.#line = line;
      this.#follow(line);
    } catch (error) {
      if (this.#device === device) this.#lose(faultOf(error));
    }
  }

  async mute(muted: boolean): Promise<void> {
    this.#line?.mute(muted);
    this.muted = this.#line?.isMuted() ?? false;
  }

  async disconnect(): Promise<void> {
    this.#drop();
    this.state = "off";
  }

  #follow(line: Call): void {
    const ours = () => this.#line === line;
    const be = (state: VoiceState) => () => {
      if (ours()) this.state = state;
    };
    line.on("accept", () => {
      if (!ours()) return;
      clearTimeout(this.#timer);
      this.state = "on";
    });
    line.on("reconnecting", be("connecting"));
    line.on("reconnected", be("on"));
    line.on("disconnect", () => ours() && this.#lose(this.fault));
    line.on("error", (error) => ours() && this.#lose(faultOf(error)));
  }

  async #newDevice(): Promise<Device | null> {
    const token = await askToken();
    if (token === null) return null;
    const { Device: Client } = await import("@twilio/voice-sdk");
    const device = new Client(token, { closeProtection: true });
    // What goes wrong in a call is told by the call, too; without a listener it would be thrown.
    device.on("error", () => {});
    device.on("tokenWillExpire", () => {
      void askToken().then((next) => next !== null && device.updateToken(next));
    });
    return device;
  }

  #lose(fault: VoiceFault | null): void {
    this.#drop();
    this.fault = fault;
    this.state = "lost";
  }

  #drop(): void {
    clearTimeout(this.#timer);
    const device = this.#device;
    this.#line = this.#device = null;
    this.muted = false;
    // Hangs up what goes on.
    device?.destroy();
  }
}

async function askToken(): Promise<string | null> {
  const answer = await call(makeVoiceToken, {});
  return answer.ok ? answer.value.token : null;
}

function faultOf(error: unknown): VoiceFault {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return NO_MICROPHONE.has(code) ? "no-microphone" : "line";
}
