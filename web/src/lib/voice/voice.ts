import type { PhoneCall } from "@warmline/shared/demo/phone-api.ts";

/** How an agent's voice is in a call. `lost`: it is not, and may come back by connecting again. */
export type VoiceState = "off" | "connecting" | "on" | "lost";

/** Why it was lost: there is no microphone, or the line does not work. */
export type VoiceFault = "no-microphone" | "line";

/** The agent's voice, by whatever line carries it. */
export interface Voice {
  readonly state: VoiceState;
  /** 静音: nobody hears the agent, who hears all. */
  readonly muted: boolean;
  readonly fault: VoiceFault | null;
  /** Into the talk of this call, also again after it was lost. */
  connect(callId: string): Promise<void>;
  mute(muted: boolean): Promise<void>;
  disconnect(): Promise<void>;
}

/** A voice that is typed and read. */
export interface TypedVoice extends Voice {
  readonly heard: PhoneCall["heard"];
  say(text: string): Promise<void>;
}
