import VoiceResponse from "twilio/lib/twiml/VoiceResponse.js";
import { conferenceHook } from "@warmline/shared/twilio/talk-api.ts";
import type { DeskJoin } from "./desk.ts";

interface Inside {
  readonly callId: string;
  readonly label: string;
  readonly muted?: boolean;
  /** Undefined: we cannot be told who comes and goes. */
  readonly doorsUrl: string | undefined;
}

/**
 * Into the conference that is named after the call. Nobody ends it by leaving: a desk may come back
 * into it, and a caller be handed on. `leadOut`: where a caller goes on who is led out of it.
 */
export function talkInside(
  response: VoiceResponse,
  { callId, label, muted = false, doorsUrl }: Inside,
  leadOut?: string,
): void {
  const told = {
    statusCallback: `${doorsUrl}${conferenceHook.path}`,
    statusCallbackEvent: ["join" as const, "leave" as const],
    statusCallbackMethod: "POST",
  };
  const attributes = {
    participantLabel: label,
    beep: "false" as const,
    endConferenceOnExit: false,
    ...(muted ? { muted } : {}),
    ...(doorsUrl === undefined ? {} : told),
  };
  const dial = leadOut === undefined ? {} : { action: leadOut, method: "POST" };
  response.dial(dial).conference(attributes, callId);
}

/** What an agent's desk is to do that connects. */
export function deskTwiml(
  { callId, label, muted }: DeskJoin,
  doorsUrl: string | undefined,
): string {
  const response = new VoiceResponse();
  if (label !== null) talkInside(response, { callId, label, muted, doorsUrl });
  response.hangup();
  return response.toString();
}
