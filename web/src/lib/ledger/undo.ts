import type { StaffActor } from "@warmline/shared/access/actor.ts";
import { permits } from "@warmline/shared/access/permission.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import type { EntryAnswer } from "@warmline/shared/ledger/api.ts";
import { KINDS } from "@warmline/shared/ledger/entry.ts";
import { ledgerPermissions } from "@warmline/shared/ledger/permissions.ts";
import type { ApprovalPolicy } from "@warmline/shared/requests/policy.ts";
import { needsApproval, reversedFen } from "@warmline/shared/ledger/reversal-policy.ts";
import { refuseReversal, refuseVoid } from "@warmline/shared/ledger/reversal-rights.ts";

/** By what an entry may be undone: ask is for a reversal that one may not make alone. */
export type Undo = "void" | "reverse" | "ask";

export interface Undoing {
  readonly how: Undo | null;
  /** The code of why not, for whoever may undo some entries, but not this one. */
  readonly barred?: string | undefined;
}

/**
 * Asked as the server will ask; `now` is the time of the last change of the journal, `alone` what
 * may be reversed without asking, by the rule that holds; until that is known no reversal is
 * offered.
 */
export function undoingOf(
  actor: StaffActor | null,
  entry: EntryAnswer,
  now: Instant,
  alone: ApprovalPolicy["alone"] | undefined,
): Undoing {
  const undoing = permitted(actor, entry, now, alone);
  return undoing.how !== null && entry.moved ? { how: null, barred: "balance-moved" } : undoing;
}

/** By rights, and what was settled; what stayed with a former holder bars whatever it is. */
function permitted(
  actor: StaffActor | null,
  entry: EntryAnswer,
  now: Instant,
  alone: ApprovalPolicy["alone"] | undefined,
): Undoing {
  if (actor === null || !KINDS[entry.kind].reversible || entry.reversedBy) return { how: null };
  const { askReversal, void: voids } = ledgerPermissions;
  const barredVoid = permits(actor, voids) ? refuseVoid(actor, entry, now) : null;
  if (permits(actor, voids) && barredVoid === null) return { how: "void" };
  const barredAsk = refuseReversal(actor, entry, askReversal);
  if (barredAsk === null) {
    if (alone === undefined) return { how: null };
    const { bookedOn } = entry;
    const amountFen = reversedFen([entry]);
    const asks = needsApproval({ alone }, { bookedOn, amountFen }, now);
    return { how: refuseReversal(actor, entry) === null && !asks ? "reverse" : "ask" };
  }
  const told = [barredAsk.code, barredVoid?.code];
  const why = told.find((code) => code && code !== "forbidden" && code !== "not-a-payment");
  return { how: null, barred: why };
}
