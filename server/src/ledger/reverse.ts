import { refuse, type Refusal } from "@warmline/shared/kernel/result.ts";
import { cityDate, type Instant } from "@warmline/shared/kernel/time.ts";
import { reverse as reverseRule, type ReverseCode } from "@warmline/shared/ledger/reverse.ts";
import { entries, type Entry } from "@warmline/shared/ledger/types.ts";
import type { Actor } from "@warmline/shared/staff/actor.ts";
import { permits } from "@warmline/shared/staff/permissions.ts";
import type { Caller } from "../platform/act.ts";
import type { Deps } from "../platform/deps.ts";
import { decision, post, type PostResult } from "./post.ts";
import { hallOf } from "./receipt-series.ts";

export interface ReverseInput {
  readonly entryId: string;
  readonly reason: string;
}

export type MayReverseCode = "forbidden" | "other-hall" | "not-own-payment" | "not-same-day";

/**
 * 冲正: answers an entry by its exact negative. Refusals: `not-found` (no such entry), those of
 * `post`, of `mayReverse`, then of the rule.
 */
export async function reverse(
  deps: Deps,
  caller: Caller,
  { entryId, reason }: ReverseInput,
): Promise<PostResult<ReverseCode | MayReverseCode>> {
  const entry = await deps.store.get(entries, entryId);
  if (entry === null) return refuse("not-found");
  return post<ReverseCode | MayReverseCode>(deps, caller, {
    command: "ledger.reverse",
    householdId: entry.householdId,
    input: { entryId, reason },
    reason,
    async decide() {
      const refusal = mayReverse(caller.actor, entry, deps.clock.now());
      if (refusal !== null) return refusal;
      const [answer] = await deps.store.find(entries, {
        index: "reverses",
        where: { reverses: entryId },
        limit: 1,
      });
      return decision(reverseRule(entry, { reason, reversedBy: answer?.id ?? null }));
    },
  });
}

/**
 * Who may reverse what: finance everything; a hall's manager the payments taken in that hall; a
 * cashier the payments taken by the same person on the same day. Null: may.
 * Refusals, in this order: `forbidden`, `other-hall`, `not-own-payment`, `not-same-day`.
 */
function mayReverse(
  actor: Actor,
  entry: Pick<Entry, "detail" | "actorId" | "at">,
  now: Instant,
): Refusal<MayReverseCode> | null {
  if (permits(actor, "ledger.reverse")) return null;
  const { detail } = entry;
  if (detail.kind !== "payment" || !permits(actor, "ledger.reverse-payment")) {
    return refuse("forbidden");
  }
  if (actor.kind === "staff" && actor.roles.includes("hall-manager")) {
    const hall = hallOf(actor);
    return hall === undefined || hall === detail.hallId ? null : refuse("other-hall");
  }
  if (entry.actorId !== actor.id) return refuse("not-own-payment");
  return cityDate(entry.at) === cityDate(now) ? null : refuse("not-same-day");
}
