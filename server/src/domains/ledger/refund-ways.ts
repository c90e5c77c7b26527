import type { Account } from "@warmline/shared/ledger/account.ts";
import { entries } from "@warmline/shared/ledger/entry.ts";
import { householdIdOf } from "@warmline/shared/ledger/holder-account.ts";
import { waysLeft } from "@warmline/shared/ledger/kinds/refund.ts";
import { tendersOf, type Tender } from "@warmline/shared/ledger/lines.ts";
import { payments, type Payment } from "@warmline/shared/ledger/payment.ts";
import { refunds, type Refund, type RefundState } from "@warmline/shared/ledger/refund.ts";
import { FIND_LIMIT_MAX, type Store } from "@warmline/shared/store/port.ts";

type Finds = Pick<Store, "getMany" | "find">;

/** What of a payment, or of what was taken over, may go back. */
export interface WaysOfLot {
  /** By each way what is left of what it brought; null: nobody knows how it came. */
  readonly ways: readonly Tender[] | null;
  /** One that is due and was not paid out. */
  readonly waiting: Refund | null;
}

/**
 * Of each of these lots of an account, in a few reads however many there are. A payment for several
 * households is told apart by whose its parts are: what of a household's stays with a former holder
 * is still what that household brought.
 */
export async function waysOfLots(
  reads: Finds,
  accountId: Account["id"],
  lotIds: readonly string[],
): Promise<ReadonlyMap<string, WaysOfLot>> {
  if (lotIds.length === 0) return new Map();
  const inState = (state: RefundState) =>
    reads.find(refunds, { index: "byLot", where: { lotId: lotIds, state }, limit: FIND_LIMIT_MAX });
  const [paid, ...known] = await Promise.all([
    reads.getMany(payments, lotIds),
    inState("due"),
    inState("paid"),
  ]);
  const householdId = householdIdOf(accountId);
  const isOwn = (one: { readonly accountId: string }) =>
    householdIdOf(one.accountId) === householdId;
  const partsOf = ({ parts }: Payment) => parts.filter(isOwn).map(({ entryId }) => entryId);
  const brought = await reads.getMany(entries, paid.flatMap(partsOf));
  const paymentIds = new Set(paid.map(({ id }) => id));
  return new Map(
    lotIds.map((lotId) => {
      const own = known.flat().filter((one) => one.lotId === lotId && isOwn(one));
      const came = brought.filter(({ paymentId }) => paymentId === lotId).flatMap(tendersOf);
      const out = own.filter(({ state }) => state === "paid");
      const ways = paymentIds.has(lotId) ? waysLeft(came, out) : null;
      const waits = ({ state, accountId: of }: Refund) => state === "due" && of === accountId;
      return [lotId, { ways, waiting: own.find(waits) ?? null }];
    }),
  );
}
