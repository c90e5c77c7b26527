import RequestClient from "twilio/lib/base/RequestClient.js";
import Twilio from "twilio/lib/rest/Twilio.js";
import type { CallInstance } from "twilio/lib/rest/api/v2010/account/call.js";
import type { CallState } from "@warmline/shared/calls/states.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { instantOf, type Instant } from "@warmline/shared/kernel/time.ts";
import { fallbackHook, statusHook } from "@warmline/shared/twilio/api.ts";
import type { Account } from "./account.ts";
import type { Reach } from "./reach.ts";

/** A call that we place. */
export interface Placing {
  /** E.164, both. */
  readonly from: string;
  readonly to: string;
  /** The door that says what is heard once they answer: a path with its query. */
  readonly door: string;
  /** Of what is told of it, `?call=…`; left out: nothing tells it apart. */
  readonly statusQuery?: string;
  /** Seconds of ringing after which nobody is there. */
  readonly ringSeconds: number;
}

/** How the carrier says that a call stands. */
export interface CarrierCall {
  readonly id: string;
  readonly state: CallState;
  readonly durationS: number | undefined;
  /** Once it is over. */
  readonly endedAt: Instant | undefined;
}

/**
 * What is asked of the carrier, by its own package. A carrier that is not there, or too busy,
 * throws: whoever asks comes again.
 */
export interface CarrierClient {
  /** Rings them. Refusal: `number-not-callable`. Not idempotent: the carrier has no such thing. */
  place(call: Placing): Promise<Result<CarrierCall, "number-not-callable">>;
  /** Calls to and from these numbers placed since then by our clock, the newest first. */
  placedSince(parties: Pick<Placing, "from" | "to">, since: Instant): Promise<CarrierCall[]>;
  /** Null: the carrier knows no such call. */
  look(callId: string): Promise<CarrierCall | null>;
  /** Whoever is in the call goes on at another door. Null: it is not going on any more. */
  redirect(callId: string, door: string): Promise<CarrierCall | null>;
  /** Null: it is not going on any more. */
  end(callId: string): Promise<CarrierCall | null>;
}

/** To one number: more are of other days. */
const CALLS_MAX = 20;
const TIMEOUT_MS = 10_000;
const STATUS_EVENTS = ["initiated", "ringing", "answered", "completed"];

/** What the carrier says of numbers that it cannot ring: none, not valid, not allowed, too far. */
const NOT_CALLABLE: ReadonlySet<number> = new Set([21201, 21211, 21214, 21215, 21216, 21217]);
/** There is no such call or party, or it is over. */
export const GONE: ReadonlySet<number> = new Set([20404, 21220]);

export function carrierClient(account: OfAccount, reach: Reach): CarrierClient {
  const { calls } = twilioAt(account, reach);
  const { doorsUrl } = reach;
  const method = "POST";
  return {
    async place({ from, to, door, ringSeconds, statusQuery = "" }) {
      const asked = calls.create({
        from,
        to,
        method,
        timeout: ringSeconds,
        url: doorsUrl + door,
        fallbackUrl: doorsUrl + fallbackHook.path,
        statusCallback: doorsUrl + statusHook.path + statusQuery,
        statusCallbackEvent: STATUS_EVENTS,
        statusCallbackMethod: method,
      });
      const made = await unless(NOT_CALLABLE, asked);
      return made === null ? refuse("number-not-callable") : ok(carrierCall(made));
    },
    async placedSince(parties, since) {
      const found = await calls.list({ ...parties, limit: CALLS_MAX });
      return found.filter((one) => isSince(one, since)).map(carrierCall);
    },
    look: (id) => calledUnless(GONE, calls(id).fetch()),
    redirect: (id, door) => calledUnless(GONE, calls(id).update({ url: doorsUrl + door, method })),
    end: (id) => calledUnless(GONE, calls(id).update({ status: "completed" })),
  };
}

/** By so much the carrier's clock may be behind ours. */
const SKEW_MS = 5_000;

/** Whether the carrier made it since then by our clock. */
export function isSince({ dateCreated }: { readonly dateCreated: Date }, since: Instant): boolean {
  return dateCreated.getTime() >= since - SKEW_MS;
}

type OfAccount = Pick<Account, "sid" | "tokens">;

/** The carrier's own package, as it reaches the carrier. */
export function twilioAt({ sid, tokens: [token = ""] }: OfAccount, { carrierUrl }: Reach): Twilio {
  return new Twilio(sid, token, { httpClient: new ClientAt(carrierUrl) });
}

/** The carrier's own client, but for where it finds the carrier. */
class ClientAt extends RequestClient {
  readonly #url: string | undefined;

  constructor(url: string | undefined) {
    super({ timeout: TIMEOUT_MS });
    this.#url = url;
  }

  override request<T>(options: RequestClient.RequestOptions<T>) {
    if (this.#url === undefined) return super.request<T>(options);
    const { pathname, search } = new URL(options.uri);
    return super.request<T>({ ...options, uri: this.#url + pathname + search });
  }
}

async function calledUnless(codes: ReadonlySet<number>, asked: Promise<CallInstance>) {
  const call = await unless(codes, asked);
  return call && carrierCall(call);
}

/** Null: refused for one of these reasons. */
export async function unless<T>(codes: ReadonlySet<number>, asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Error && "code" in error && codes.has(Number(error.code))) return null;
    throw error;
  }
}

function carrierCall({ sid: id, status, duration, endTime }: CallInstance): CarrierCall {
  const state: CallState = status;
  return {
    id,
    state,
    durationS: duration ? Number(duration) : undefined,
    endedAt: endTime ? instantOf(endTime.getTime()) : undefined,
  };
}
