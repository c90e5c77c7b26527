import type { StaffActor } from "@warmline/shared/access/actor.ts";
import { permits } from "@warmline/shared/access/permission.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import type { EntryAnswer } from "@warmline/shared/ledger/api.ts";
import { KINDS } from "@warmline/shared/ledger/entry.ts";
import { ledgerPermissions } from "@warmline/shared/ledger/permissions.ts";
import { needsApproval, reversedFen } from "@warmline/shared/ledger/reversal-policy.ts";
import { refuseReversal, refuseVoid } from "@warmline/shared/ledger/reversal-rights.ts";

/** By what an entry may be undone: ask is for a reversal that one may not make alone. */
export type Undo = "void" | "reverse" | "ask";

export interface Undoing {
  readonly how: Undo | null;
  /** The code of why not, for whoever may undo some entries, but not this one. */
  readonly barred?: string | undefined;
}

/** Asked as the server will ask; `now` is the time of the last change of the journal. */
export function undoingOf(actor: StaffActor | null, entry: EntryAnswer, now: Instant): Undoing {
  if (actor === null || !KINDS[entry.kind].reversible || entry.reversedBy) return { how: null };
  const { askReversal, void: voids } = ledgerPermissions;
  const barredVoid = permits(actor, voids) ? refuseVoid(actor, entry, now) : null;
  if (permits(actor, voids) && barredVoid === null) return { how: "void" };
  const barredAsk = refuseReversal(actor, entry, askReversal);
  if (barredAsk === null) {
    const alone =
      refuseReversal(actor, entry) === null &&
      !needsApproval(entry.bookedOn, reversedFen([entry]), now);
    return { how: alone ? "reverse" : "ask" };
  }
  const told = [barredAsk.code, barredVoid?.code];
  const why = told.find((code) => code && code !== "forbidden" && code !== "not-a-payment");
  return { how: null, barred: why };
}
