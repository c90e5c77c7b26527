import { deskEndpoints, type DeskCall, type DeskEvent } from "@warmline/shared/demo/desk-api.ts";
import { call, mayBeDone, type Answer } from "../call.ts";
import type { TypedVoice, VoiceState } from "./voice.ts";

/** Of what is said meanwhile. */
const LISTEN_MS = 1_000;

/** 模拟耳麦: on the demo's simulated line. A network that fails is tried again until it answers. */
export class SimulatedVoice implements TypedVoice {
  state = $state<VoiceState>("off");
  muted = $state(false);
  readonly fault = null;
  heard = $state.raw<DeskCall["heard"]>([]);
  #id: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  async connect(callId: string): Promise<void> {
    clearTimeout(this.#timer);
    this.state = "connecting";
    const answer = await call(deskEndpoints.connectDesk, { body: { callId } });
    this.muted = false;
    if (!answer.ok && mayBeDone(answer)) {
      this.#timer = setTimeout(() => void this.connect(callId), LISTEN_MS);
      return;
    }
    this.#id = answer.ok ? answer.value.id : null;
    this.#see(answer);
  }

  async mute(muted: boolean): Promise<void> {
    await this.#tell({ event: muted ? "mute" : "unmute" });
    this.muted = muted;
  }

  say(text: string): Promise<void> {
    return this.#tell({ event: "said", text });
  }

  async disconnect(): Promise<void> {
    await this.#tell({ event: "hang-up" });
    clearTimeout(this.#timer);
    this.#id = null;
    this.state = "off";
  }

  async #tell(body: DeskEvent): Promise<void> {
    const id = this.#id;
    if (id === null) return;
    clearTimeout(this.#timer);
    const answer = await call(deskEndpoints.deskEvent, { params: { id }, body });
    // Meanwhile another one was begun.
    if (this.#id === id) this.#see(answer);
  }

  #see(answer: Answer<DeskCall>): void {
    if (answer.ok) {
      this.heard = answer.value.heard;
      this.state = answer.value.over ? "lost" : "on";
    } else if (!mayBeDone(answer)) this.state = "lost";
    if (this.state === "lost") return;
    this.#timer = setTimeout(() => void this.#tell({ event: "listen" }), LISTEN_MS);
  }
}
