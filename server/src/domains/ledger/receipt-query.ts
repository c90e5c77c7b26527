import type { Actor } from "@warmline/shared/access/actor.ts";
import type { OutputOf } from "@warmline/shared/api/endpoint.ts";
import { audit } from "@warmline/shared/audit/model.ts";
import { orgNodes, type Address, type OrgNode } from "@warmline/shared/households/model.ts";
import { assert } from "@warmline/shared/kernel/assert.ts";
import { negateFen } from "@warmline/shared/kernel/money.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { Allocation, AllocationPlan } from "@warmline/shared/ledger/allocate.ts";
import { entries, type Entry } from "@warmline/shared/ledger/entry.ts";
import { holderOf } from "@warmline/shared/ledger/holder-account.ts";
import { sumFen } from "@warmline/shared/ledger/lines.ts";
import { entryOfItem } from "@warmline/shared/ledger/item-steps.ts";
import { payments, type Payment } from "@warmline/shared/ledger/payment.ts";
import type { readReceipt } from "@warmline/shared/ledger/receipt-api.ts";
import { vatLines, type VatLine } from "@warmline/shared/ledger/vat.ts";
import { vatRuleOn } from "@warmline/shared/catalogue/rules-on.ts";
import type { Deps } from "../../platform/deps.ts";
import { holdingCatalogue } from "../catalogue/index.ts";
import { accountFor, type ReadCode } from "./posting.ts";

type Reading = Pick<Deps, "store">;
type Receipt = OutputOf<typeof readReceipt.answer>;

/**
 * What a receipt says, by its number, to whoever may see all households on it. Refusals, in this
 * order: `not-found`, `out-of-scope`.
 */
export async function receiptOf(
  deps: Reading,
  actor: Actor,
  number: string,
): Promise<Result<Receipt, ReadCode>> {
  const { store } = deps;
  const payment = await store.get(payments, number);
  if (payment === null) return refuse("not-found");
  const found = await Promise.all(payment.parts.map((part) => partOf(deps, actor, number, part)));
  const parts: Receipt["parts"][number][] = [];
  for (const part of found) {
    if (!part.ok) return part;
    parts.push(part.value);
  }
  const entryIds = parts.map(({ entryId }) => entryId);
  const [first, undone, officeName, vat] = await Promise.all([
    store.get(entries, entryIds[0] ?? ""),
    undoingOf(deps, entryIds),
    officeOf(deps, payment),
    vatOf(deps, payment, parts),
  ]);
  assert(first, `payment ${number} has an entry`);
  const { bookedOn, tenders, channel, payer } = payment;
  const { kind, merchant, serial } = channel;
  return ok({
    receiptNumber: number,
    at: first.at,
    bookedOn,
    ...(first.effectiveOn === undefined ? {} : { effectiveOn: first.effectiveOn }),
    amountFen: sumFen(tenders),
    tenders,
    parts,
    channel: { kind, ...(serial === undefined ? {} : { merchant, serial }) },
    ...(payer === undefined ? {} : { payer }),
    ...(vat === null ? {} : { vat }),
    cashier: (await auditOf(deps, first))?.actorName ?? payment.takenBy,
    ...(officeName === undefined ? {} : { officeName }),
    ...(undone === undefined ? {} : { undone }),
  });
}

async function partOf(
  deps: Reading,
  actor: Actor,
  number: string,
  { accountId, entryId, amountFen }: Payment["parts"][number],
): Promise<Result<Receipt["parts"][number], ReadCode>> {
  const [found, entry] = await Promise.all([
    accountFor(deps, actor, accountId),
    deps.store.get(entries, entryId),
  ]);
  if (!found.ok) return found;
  assert(entry, `payment ${number} has its entry`);
  const { household } = found.value;
  return ok({
    householdId: household.id,
    householdNumber: household.number,
    // Of what stayed with a former holder, theirs.
    householdName: holderOf(household, accountId) ?? household.name,
    address: addressLine(household.address),
    entryId,
    amountFen,
    ...planOf(entry, number),
    hash: entry.hash,
  });
}

/** Where a payment's money went when it was taken. */
function planOf({ lines }: Entry, lotId: string): AllocationPlan {
  const own = lines.filter((line) => line.lotId === lotId);
  const allocations = own.flatMap(({ itemId, season, fee, amountFen }): Allocation[] =>
    itemId && season && fee ? [{ itemId, season, fee, amountFen: negateFen(amountFen) }] : [],
  );
  const restFen = negateFen(sumFen(own.filter(({ account }) => account === "prepaid")));
  return { allocations, restFen };
}

/** 价税分离 by the rates of the day of its books; null: there are none. */
async function vatOf(
  { store }: Reading,
  { bookedOn }: Payment,
  parts: readonly AllocationPlan[],
): Promise<VatLine[] | null> {
  const held = vatRuleOn(await holdingCatalogue(store), bookedOn);
  if (held === null) return null;
  const paid = parts.flatMap(({ allocations }) => allocations);
  const ids = [...new Set(paid.map(({ itemId }) => entryOfItem(itemId)))];
  const made = new Map((await store.getMany(entries, ids)).map((one) => [one.id, one]));
  return vatLines(held.rule, paid, (itemId) => made.get(entryOfItem(itemId)));
}

/** All parts are undone in one commit, so that any of them tells it. */
async function undoingOf(deps: Reading, entryIds: readonly string[]) {
  const [undoing] = await deps.store.find(entries, {
    index: "reverses",
    where: { reverses: entryIds[0] ?? "" },
    limit: 1,
  });
  if (undoing === undefined) return undefined;
  const record = await auditOf(deps, undoing);
  const how = undoing.detail.kind === "void" ? ("void" as const) : ("reversal" as const);
  const reason = record?.reason;
  return {
    how,
    at: undoing.at,
    by: record?.actorName ?? "",
    ...(reason === undefined ? {} : { reason }),
  };
}

async function auditOf({ store }: Reading, { auditId }: Entry) {
  return auditId === undefined ? null : store.get(audit, auditId);
}

/** The hall or branch in which it was taken; of the city's own the head office. */
async function officeOf({ store }: Reading, { officeId }: Payment): Promise<Names | undefined> {
  if (officeId !== undefined) return namesOf(await store.get(orgNodes, officeId));
  const top = { index: "byKind", where: { kind: "head-office" }, limit: 1 };
  return namesOf((await store.find(orgNodes, top))[0] ?? null);
}

interface Names {
  readonly zh: string;
  readonly en: string;
}

function namesOf(node: OrgNode | null): Names | undefined {
  return node === null ? undefined : { zh: node.name, en: node.nameEn ?? node.name };
}

function addressLine({ district, community, building, unit, room }: Address): string {
  return `${district}${community}${building}${unit}${room}`;
}
