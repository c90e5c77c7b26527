import type { z } from "zod";
import { normalisePhone } from "@warmline/shared/households/phone.ts";
import { hasEnded } from "@warmline/shared/calls/states.ts";
import { mapOk, ok } from "@warmline/shared/kernel/result.ts";
import { instantOf, type Instant } from "@warmline/shared/kernel/time.ts";
import type * as api from "@warmline/shared/twilio/api.ts";
import type { Account } from "./account.ts";
import { lineCommand, partiesOf, type OfCall } from "./line-command.ts";
import type { OfRingBack } from "./ring-back/door.ts";
import { talkCommand } from "./talk.ts";
import type { Spoken } from "./twiml.ts";

type BodyOf<W extends { readonly body: z.ZodType }> = z.output<W["body"]>;

/** So often is a number asked for that was none. */
const TURNS_MAX = 2;

/** 来电: a conversation takes it. Refusals: those of `talkCommand`. */
export function arrive(account: Account) {
  return talkCommand({
    name: "calls.arrive",
    account,
    turnOf: () => 0,
    said: (_: BodyOf<typeof api.voiceHook>) => null,
  });
}

/** 外呼接听: whom a campaign rings has answered. Refusals: those of `talkCommand`. */
export function reach(account: Account) {
  return talkCommand({
    name: "calls.reach",
    account,
    turnOf: () => 0,
    said: (_: BodyOf<typeof api.campaignHook> & { readonly contact: string }) => null,
  });
}

export interface Turn extends BodyOf<typeof api.turnHook>, Pick<OfCall, "callId"> {
  /** Its number in the call. */
  readonly turn: number;
}

/** What the caller keyed in or said, in the conversation. Refusals: those of `talkCommand`. */
export function goOn(account: Account) {
  return talkCommand({
    name: "calls.turn",
    account,
    turnOf: ({ turn: number }: Turn) => number,
    said: ({ Digits: digits = "", SpeechResult: text = "", Confidence: confidence }) => {
      if (digits !== "") return { kind: "keys", digits };
      return text === "" ? { kind: "silence" } : { kind: "said", text, confidence };
    },
  });
}

/**
 * 留言: where to ring back, or what about. Refusals, in this order: `other-account`, `phone-unknown`,
 * `number-not-ours`, `call-full`.
 */
export function hear(account: Account) {
  return lineCommand({
    name: "calls.hear",
    account,
    tell: (input: Turn, moment) =>
      mapOk(partiesOf(account, input, moment), (parties) => {
        const { turn, Digits = "", SpeechResult: said = "" } = input;
        const number = normalisePhone(Digits, moment.areaCode);
        return {
          parties,
          event: {
            key: `heard ${turn}`,
            kind: "heard",
            ...(number.ok ? { number: number.value } : {}),
            ...(said === "" ? {} : { said }),
          },
        } as const;
      }),
    value(_, { turn, Digits = "", callId }, { event }): Spoken {
      const wrong = Digits !== "" && event.number === undefined;
      if (!wrong || turn >= TURNS_MAX) return { says: "thanks" };
      return { says: "again", nextTurn: turn + 1, callId };
    },
  });
}

type Status = BodyOf<typeof api.statusHook> & Partial<OfRingBack>;

/** Unique within the call, and signed, which the header's token is not. */
export function statusKey({ CallStatus, SequenceNumber, Timestamp = "" }: Status): string {
  return `status ${CallStatus} ${SequenceNumber ?? Timestamp}`;
}

/** How a call stands. Refusals: those of `hear`. */
export function followStatus(account: Account) {
  return lineCommand({
    name: "calls.follow",
    account,
    ends: ({ CallStatus, CallSid: lineId, ringBack }: Status) =>
      hasEnded(CallStatus) ? { callId: lineId, ...ringBack, lineId } : null,
    tell: (input: Status, moment) =>
      mapOk(partiesOf(account, input, moment), (parties) => ({
        parties,
        event: {
          key: statusKey(input),
          kind: "status",
          state: input.CallStatus,
          ...momentIn(input.Timestamp),
          ...(input.SequenceNumber === undefined ? {} : { sequence: input.SequenceNumber }),
          ...(input.CallDuration === undefined ? {} : { durationS: input.CallDuration }),
        } as const,
      })),
    value: () => null,
  });
}

/** Refusals, in this order: `other-account`, `call-full`. */
export function keepRecording(account: Account) {
  return lineCommand({
    name: "calls.record",
    account,
    tell: ({
      RecordingSid: id,
      RecordingUrl: url,
      RecordingDuration: durationS,
      RecordingStartTime,
    }: BodyOf<typeof api.recordingHook>) =>
      ok({
        event: {
          key: `recorded ${id}`,
          kind: "recorded",
          ...momentIn(RecordingStartTime),
          recording: { id, url, durationS },
        } as const,
      }),
    value: () => null,
  });
}

/**
 * Whatever is wrong with the numbers, the caller is answered and the call kept. Refusals, in this
 * order: `other-account`, `call-full`.
 */
export function failOver(account: Account) {
  return lineCommand({
    name: "calls.fail-over",
    account,
    tell: (input: BodyOf<typeof api.fallbackHook>, moment) => {
      const parties = partiesOf({ numbers: [] }, input, moment);
      const event = {
        key: failureKey(input),
        kind: "failed-over",
        state: input.CallStatus,
      } as const;
      return ok(parties.ok ? { parties: parties.value, event } : { event });
    },
    value: (): Spoken => ({ says: "sorry" }),
  });
}

export function failureKey({
  ErrorCode = "",
  ErrorUrl = "",
}: Pick<BodyOf<typeof api.fallbackHook>, "ErrorCode" | "ErrorUrl">): string {
  return `failed ${ErrorCode} ${ErrorUrl}`.slice(0, 200);
}

function momentIn(timestamp: string | undefined): { readonly at?: Instant } {
  return timestamp === undefined ? {} : { at: instantOf(Date.parse(timestamp)) };
}
