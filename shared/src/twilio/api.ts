import { z } from "zod";
import { line, lineOrNone } from "../api/fields.ts";
import { webhook } from "../api/webhook.ts";
import { callPermissions } from "../calls/permissions.ts";
import { CALL_STATES } from "../calls/states.ts";
import { AccountSid, CallSid, count, DAY_SECONDS, sid, timestamp } from "./form-api.ts";

/** What Twilio tells of telephone calls; whatever else stands in its forms is passed over. */

export const twilioRefusals = {
  "other-account": 403,
  "number-not-ours": 422,
  "no-browser-voice": 404,
} as const;

const CallStatus = z.enum(CALL_STATES);
const parties = {
  AccountSid,
  CallSid,
  /** A number, or a word in place of one that is withheld. */
  From: lineOrNone(80),
  To: line(80),
  Direction: z.enum(["inbound", "outbound-api", "outbound-dial"]),
};

const common = {
  channel: "twilio",
  permit: callPermissions.tell,
  format: "form",
} as const;
const ofParties = ["other-account", "phone-unknown", "number-not-ours", "call-full"] as const;
const ofTurns = ["conversation-unknown", "turn-reused", "conversation-over"] as const;

/** What a caller keyed in or said. */
const gathered = z.object({
  ...parties,
  CallStatus,
  /** Without the key that ended them. */
  Digits: lineOrNone(40).optional(),
  SpeechResult: lineOrNone(1_000).optional(),
  Confidence: z.coerce.number().min(0).max(1).optional(),
});

export const voiceHook = webhook({
  ...common,
  name: "twilio.voice",
  path: "/hooks/twilio/voice",
  summary: "Somebody calls: answers what they hear",
  body: z.object({ ...parties, CallStatus }),
  answer: "xml",
  refusals: [...ofParties, ...ofTurns],
});

export const campaignHook = webhook({
  ...common,
  name: "twilio.campaign",
  path: "/hooks/twilio/campaign",
  summary: "Whom a campaign rings has answered, as `contact`: answers what they hear",
  body: z.object({ ...parties, CallStatus }),
  answer: "xml",
  refusals: [...ofParties, ...ofTurns],
});

export const turnHook = webhook({
  ...common,
  name: "twilio.turn",
  path: "/hooks/twilio/turn",
  summary: "What a caller keyed in or said, as turn `turn` of the call: answers what they hear",
  body: gathered,
  answer: "xml",
  refusals: [...ofParties, ...ofTurns],
});

export const waitingHook = webhook({
  ...common,
  name: "twilio.waiting",
  path: "/hooks/twilio/waiting",
  summary: "Whoever waits for a person, or talks with one: answers what they hear meanwhile",
  body: gathered,
  answer: "xml",
  refusals: ofParties,
});

export const ringBackHook = webhook({
  ...common,
  name: "twilio.ring-back",
  path: "/hooks/twilio/ring-back",
  summary: "Who is rung back has answered, for the call `call`: answers what they hear",
  body: z.object({ ...parties, CallStatus }),
  answer: "xml",
  refusals: ofParties,
});

export const messageHook = webhook({
  ...common,
  name: "twilio.message",
  path: "/hooks/twilio/message",
  summary: "Where to ring back whoever asked for a person, and what about: answers what they hear",
  body: gathered,
  answer: "xml",
  refusals: ofParties,
});

export const statusHook = webhook({
  ...common,
  name: "twilio.status",
  path: "/hooks/twilio/status",
  summary: "How a call stands; may come late, twice, out of order and for an unknown call",
  body: z.object({
    ...parties,
    CallStatus,
    Timestamp: timestamp.optional(),
    SequenceNumber: count(10_000).optional(),
    CallDuration: count(DAY_SECONDS).optional(),
  }),
  answer: "empty",
  refusals: ofParties,
});

export const recordingHook = webhook({
  ...common,
  name: "twilio.recording",
  path: "/hooks/twilio/recording",
  summary: "A recording of a call is ready, and where it is kept",
  body: z.object({
    AccountSid,
    CallSid,
    RecordingSid: sid("RE", "not-a-sid"),
    RecordingUrl: z
      .string()
      .max(400)
      .regex(/^https:\/\/[\w.-]+\/[\w./-]+$/, "not-an-address"),
    RecordingDuration: count(DAY_SECONDS),
    RecordingStartTime: timestamp.optional(),
  }),
  answer: "empty",
  refusals: ["other-account", "call-full"],
});

export const fallbackHook = webhook({
  ...common,
  name: "twilio.fallback",
  path: "/hooks/twilio/fallback",
  summary: "Another webhook failed: the caller is asked for patience, and rung back",
  body: z.object({
    ...parties,
    CallStatus,
    ErrorCode: lineOrNone(20).optional(),
    ErrorUrl: lineOrNone(1_000).optional(),
  }),
  answer: "xml",
  refusals: ["other-account", "call-full"],
});
