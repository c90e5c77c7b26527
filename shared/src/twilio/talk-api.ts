import { z } from "zod";
import { acdPermissions } from "../acd/permissions.ts";
import { endpoint } from "../api/endpoint.ts";
import { lineOrNone } from "../api/fields.ts";
import { webhook } from "../api/webhook.ts";
import { callPermissions } from "../calls/permissions.ts";
import { AccountSid, CallSid, count, sid, timestamp } from "./form-api.ts";

/** How callers and agents talk: each call has a conference (会议) that is named after it. */

const common = {
  channel: "twilio",
  permit: callPermissions.tell,
  format: "form",
} as const;

export const deskHook = webhook({
  ...common,
  name: "twilio.desk",
  path: "/hooks/twilio/desk",
  summary: "An agent's desk connects to a call: joins them, or hangs up where it is not theirs",
  body: z.object({
    AccountSid,
    CallSid,
    /** Whoever the access token was made for. */
    From: z
      .string()
      .max(100)
      .regex(/^client:\w+$/, "not-a-client"),
    /** The call that they want to be in. */
    callId: CallSid,
  }),
  answer: "xml",
  refusals: ["other-account"],
});

export const conferenceHook = webhook({
  ...common,
  name: "twilio.conference",
  path: "/hooks/twilio/conference",
  summary: "Who came into a call's conference, and who left it",
  body: z.object({
    AccountSid,
    ConferenceSid: sid("CF", "not-a-sid"),
    FriendlyName: CallSid,
    StatusCallbackEvent: z.enum(["participant-join", "participant-leave"]),
    ParticipantLabel: lineOrNone(100),
    SequenceNumber: count(10_000),
    Timestamp: timestamp.optional(),
  }),
  answer: "empty",
  refusals: ["other-account", "call-full"],
});

export const readVoice = endpoint({
  name: "twilio.read-voice",
  method: "get",
  path: "/api/telephone/voice",
  permit: acdPermissions.serve,
  summary: "By what an agent's voice reaches callers",
  /** `none`: there is no telephone, or it does not reach desks. */
  answer: z.strictObject({ line: z.enum(["none", "simulated", "carrier"]) }),
  refusals: [],
});

export const makeVoiceToken = endpoint({
  name: "twilio.make-voice-token",
  method: "post",
  path: "/api/telephone/voice-token",
  permit: acdPermissions.serve,
  key: false,
  summary: "With what an agent's browser connects to the carrier for an hour, as that person",
  answer: z.strictObject({ token: z.string() }),
  refusals: ["no-browser-voice"],
});
