import { accountIdOf, accountStream, entries, type Entry } from "@warmline/shared/ledger/entry.ts";
import {
  clearingLines,
  type BalanceTransferDetail,
} from "@warmline/shared/ledger/kinds/balance-transfer.ts";
import { sameLines } from "@warmline/shared/ledger/kinds/checks.ts";
import type { EntryOf } from "@warmline/shared/ledger/kinds/kind.ts";
import { negated } from "@warmline/shared/ledger/lines.ts";
import type { Finding } from "@warmline/shared/ledger/verification.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import { documentsById } from "../../platform/stores/documents-by-id.ts";

type Half = Entry & EntryOf<BalanceTransferDetail>;

/** 余额结转: each half has its other one, of the same commit, and `clearing` sums to zero over both. */
export async function verifyClearing(
  store: Store,
  page: readonly Entry[],
): Promise<readonly Finding[]> {
  const halves = page.filter(isHalf);
  if (halves.length === 0) return [];
  const ids = halves.map(({ detail }) => detail.other.entryId);
  const others = await documentsById(store, entries, ids);
  return halves.flatMap((half): Finding[] => {
    const other = others.get(half.detail.other.entryId);
    if (other !== undefined && areOne(half, other)) return [];
    const householdId = accountIdOf(half.streamId) ?? half.streamId;
    const { seq, detail } = half;
    const found = other === undefined ? "is not there" : "does not match";
    const note = `entry ${seq} of ${householdId}: its other half ${detail.other.entryId} ${found}`;
    return [{ kind: "clearing", householdId, entryId: half.id, seq, note }];
  });
}

function isHalf(entry: Entry): entry is Half {
  return entry.detail.kind === "balanceTransfer";
}

/** The audit record is that of their commit: two commits never have one. */
function areOne(half: Half, other: Entry): boolean {
  return (
    isHalf(other) &&
    other.streamId === accountStream(half.detail.other.accountId) &&
    other.detail.other.entryId === half.id &&
    other.detail.way !== half.detail.way &&
    other.auditId === half.auditId &&
    sameLines(clearingLines(other), negated(clearingLines(half)))
  );
}
