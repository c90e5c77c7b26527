import type { Actor } from "@warmline/shared/access/actor.ts";
import { cityWide, within } from "@warmline/shared/access/scope.ts";
import { addressLine } from "@warmline/shared/households/address-line.ts";
import { households, orgNodes, type OrgNode } from "@warmline/shared/households/model.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { entries, type Entry } from "@warmline/shared/ledger/entry.ts";
import { holderOf, householdIdOf } from "@warmline/shared/ledger/holder-account.ts";
import { officeOf } from "@warmline/shared/ledger/office.ts";
import type { RefundableAnswer, RefundAnswer } from "@warmline/shared/ledger/refund-api.ts";
import { refunds, type Payout, type Refund } from "@warmline/shared/ledger/refund.ts";
import type { Deps } from "../../platform/deps.ts";
import { documentsById } from "../../platform/stores/documents-by-id.ts";
import { accountFor, type ReadCode } from "./posting.ts";
import { waysOfLots } from "./refund-ways.ts";

type Reading = Pick<Deps, "store">;

/** Of an account the newest; those before stand in its journal. */
const REFUNDS_TOLD_MAX = 20;
/** More that wait in one office are paid out first. */
const DUE_MAX = 200;

/**
 * What of each payment on account may go back, and what went back. Refusals, in this order:
 * `not-found`, `out-of-scope`.
 */
export async function refundableOf(
  deps: Reading,
  actor: Actor,
  accountId: string,
): Promise<Result<RefundableAnswer, ReadCode>> {
  const found = await accountFor(deps, actor, accountId);
  if (!found.ok) return found;
  const { lots } = found.value.account;
  const newest = { index: "byAccount", where: { accountId }, order: "descending" } as const;
  const [waysOf, own] = await Promise.all([
    waysOfLots(
      deps.store,
      accountId,
      lots.map(({ lotId }) => lotId),
    ),
    deps.store.find(refunds, { ...newest, limit: REFUNDS_TOLD_MAX }),
  ]);
  return ok({
    lots: lots.map(({ lotId, leftFen }) => ({
      lotId,
      leftFen,
      ways: waysOf.get(lotId)?.ways ?? null,
    })),
    refunds: await answerRefunds(deps, own, actor),
  });
}

/** Those that wait to be paid out, the oldest first: of one's office, or of all to the city's. */
export async function dueRefunds(deps: Reading, actor: Actor): Promise<RefundAnswer[]> {
  const due = { state: "due" };
  const where = cityWide(actor) ? due : { ...due, office: officeOf(actor) };
  const found = await deps.store.find(refunds, { index: "byOffice", where, limit: DUE_MAX });
  return answerRefunds(deps, found, actor);
}

/** Refusals, in this order: `not-found`, `out-of-scope`. */
export async function readRefund(
  deps: Reading,
  actor: Actor,
  id: string,
): Promise<Result<RefundAnswer, ReadCode>> {
  const refund = await deps.store.get(refunds, id);
  if (refund === null) return refuse("not-found");
  const [answer] = await answerRefunds(deps, [refund], actor);
  return answer === undefined ? refuse("out-of-scope") : ok(answer);
}

/** With household, office and the hash of its entry; those out of reach are left out. */
async function answerRefunds(
  { store }: Reading,
  some: readonly Refund[],
  actor: Actor,
): Promise<RefundAnswer[]> {
  const [homes, offices, posted] = await Promise.all([
    documentsById(
      store,
      households,
      some.map(({ accountId }) => householdIdOf(accountId)),
    ),
    documentsById(
      store,
      orgNodes,
      some.flatMap(({ paid }) => paid?.office ?? []),
    ),
    documentsById(
      store,
      entries,
      some.flatMap(({ paid }) => paid?.entryId ?? []),
    ),
  ]);
  return some.flatMap((refund) => {
    const household = homes.get(householdIdOf(refund.accountId));
    if (household === undefined || !within(actor, household.place)) return [];
    const { id, state, accountId, lotId, method, amountFen, payee, reason } = refund;
    const { asker, approvedAt, paid, returned, dropped } = refund;
    return {
      id,
      state,
      householdId: household.id,
      householdNumber: household.number,
      holder: holderOf(household, accountId) ?? household.name,
      address: addressLine(household.address),
      accountId,
      lotId,
      method,
      amountFen,
      ...(payee === undefined ? {} : { payee }),
      reason,
      asker,
      approvedAt,
      ...(paid === undefined ? {} : { paid: payoutOf(paid, offices, posted) }),
      ...(returned === undefined ? {} : { returned: endOf(returned) }),
      ...(dropped === undefined ? {} : { dropped: endOf(dropped) }),
    };
  });
}

function payoutOf(
  { number, entryId, at, bookedOn, by, office, channel }: Payout,
  offices: ReadonlyMap<string, OrgNode>,
  posted: ReadonlyMap<string, Entry>,
): NonNullable<RefundAnswer["paid"]> {
  // The city itself has no name.
  const officeName = offices.get(office)?.name ?? "";
  const told = { number, at, bookedOn, by, office, officeName, ...channel };
  return { ...told, hash: posted.get(entryId)?.hash ?? "" };
}

function endOf({ at, by, reason }: NonNullable<Refund["dropped"]>) {
  return { at, by, reason };
}
