import { randomBytes } from "node:crypto";
import { hasEnded, type CallState } from "@warmline/shared/calls/states.ts";
import type { PhoneCall, PhoneEvent } from "@warmline/shared/demo/phone-api.ts";
import type { Fields } from "./post.ts";
import type { Gather, Verb } from "./twiml.ts";

/** A call as the carrier keeps it. */
export interface Line {
  readonly id: string;
  readonly parties: Fields;
  readonly heard: PhoneCall["heard"][number][];
  readonly callbacks: Fields[];
  /** Where it is told how the call stands, and of which steps; undefined: of each. */
  readonly tells: { readonly path: string; readonly steps?: readonly string[] };
  status: CallState;
  readonly createdAt: number;
  /** 0: nobody has answered. */
  answeredAt: number;
  /** 0: it goes on. */
  endedAt: number;
  /** Seconds that it was talked, once it is over. */
  talkedS: number;
  sequence: number;
  gather: Gather | null;
  pauseSeconds: number | undefined;
  /** In a conference: where it goes on once led out; empty: with `rest`. Null: in none. */
  leadOut: string | null;
  /** By whoever speaks into it. */
  silent: boolean;
  /** What is done once nobody waits for the caller any more. */
  rest: readonly Verb[];
  requests: number;
  /** The address that the hotline's answer came from; what it names is relative to that. */
  path: string;
  /** One thing after the other. */
  turn: Promise<unknown>;
}

export const VOICE = "/hooks/twilio/voice";
export const DESK = "/hooks/twilio/desk";
const STATUS = "/hooks/twilio/status";

interface Begun {
  readonly createdAt: number;
  readonly account: string;
  readonly from: string;
  readonly to: string;
}

/** Somebody calls the hotline. */
export function lineIn(begun: Begun): Line {
  return newLine({ ...begun, direction: "inbound", path: VOICE, tells: { path: STATUS } });
}

/** Somebody's desk connects, as the hotline's application has it, and wants to be in a call. */
export function lineOfClient(
  begun: Pick<Begun, "account" | "createdAt"> & {
    readonly client: string;
    readonly callId: string;
  },
): Line {
  const { account, client, callId, createdAt } = begun;
  const from = `client:${client}`;
  const tells = { path: "", steps: [] };
  const parties = { account, from, to: "", direction: "inbound" };
  const line = newLine({ ...parties, path: DESK, tells, createdAt });
  return { ...line, parties: { ...line.parties, callId } };
}

/** The hotline calls somebody, who hears what `path` answers. */
export function lineOut(begun: Begun & Pick<Line, "path" | "tells">): Line {
  return newLine({ ...begun, direction: "outbound-api" });
}

type New = Begun & Pick<Line, "path" | "tells"> & { readonly direction: string };

function newLine({ account, from, to, direction, path, tells, createdAt }: New): Line {
  const id = `CA${randomBytes(16).toString("hex")}`;
  return {
    id,
    parties: { AccountSid: account, CallSid: id, From: from, To: to, Direction: direction },
    heard: [],
    callbacks: [],
    tells,
    status: "queued",
    createdAt,
    answeredAt: 0,
    endedAt: 0,
    talkedS: 0,
    sequence: 0,
    gather: null,
    pauseSeconds: undefined,
    leadOut: null,
    silent: false,
    rest: [],
    requests: 0,
    path,
    turn: Promise.resolve(),
  };
}

/** One thing after the other on each line. */
export function inTurn(line: Line, next: () => Promise<void>): Promise<unknown> {
  line.turn = line.turn.then(next);
  return line.turn;
}

/** Digits come without the key that ended them. */
export function resultOf({ endKey }: Gather, { event, text = "" }: PhoneEvent): Fields {
  if (event === "said") return { SpeechResult: text, Confidence: "0.9" };
  const digits = event === "keys" && text.endsWith(endKey) ? text.slice(0, -1) : text;
  return event === "keys" ? { Digits: digits } : { Digits: "" };
}

export function pathFrom(base: string, to: string): string {
  const { pathname, search } = new URL(to, new URL(base, "http://door"));
  return pathname + search;
}

export function shown({ id, status, heard, gather, pauseSeconds, leadOut }: Line): PhoneCall {
  const listens = gather && {
    endKey: gather.endKey,
    silenceSeconds: gather.silenceSeconds,
    ...(gather.digits === undefined ? {} : { digits: gather.digits }),
  };
  return {
    id,
    over: hasEnded(status),
    heard: [...heard],
    listens,
    talks: leadOut !== null,
    ...(pauseSeconds === undefined ? {} : { pauseSeconds }),
  };
}
