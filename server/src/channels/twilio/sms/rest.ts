import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import type { Account } from "../account.ts";
import type { Reach } from "../reach.ts";
import { isSince, twilioAt, unless } from "../rest.ts";

interface Message {
  /** E.164, both. */
  readonly from: string;
  readonly to: string;
  readonly body: string;
}

/** What is asked of the carrier about text messages, by its own package. */
export interface MessageClient {
  /** `door` is told how it fares. Refusal: `number-not-callable`. Not idempotent. */
  send(message: Message, door: string): Promise<Result<string, "number-not-callable">>;
  /** One that was given to it since then by our clock; null: there is none. */
  find(message: Message, since: Instant): Promise<string | null>;
}

/** To one number: more are of other days. */
const LISTED_MAX = 20;

/** No valid number, none that may be sent to, no mobile one, or its owner wants none of ours. */
const NOT_REACHED: ReadonlySet<number> = new Set([21211, 21408, 21610, 21612, 21614]);

export function messageClient(account: Account, reach: Reach): MessageClient {
  const { messages } = twilioAt(account, reach);
  return {
    async send(message, door) {
      const asked = messages.create({ ...message, statusCallback: reach.doorsUrl + door });
      const made = await unless(NOT_REACHED, asked);
      return made === null ? refuse("number-not-callable") : ok(made.sid);
    },
    async find({ from, to, body }, since) {
      const found = await messages.list({ from, to, limit: LISTED_MAX });
      const own = found.find((one) => one.body === body && isSince(one, since));
      return own?.sid ?? null;
    },
  };
}
