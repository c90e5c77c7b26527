import { assert, unreachable } from "../kernel/assert.ts";
import { sumFen } from "./lines.ts";
import type { Account, ChargedBasis, Entry, SeasonAccount, SeasonPayment } from "./model.ts";

/** So many payments of a season are kept by name; the account stays small whatever is paid. */
export const SEASON_PAYMENTS_MAX = 24;

/** The part of an entry that an account is folded from. */
export type FoldedEntry = Pick<Entry, "id" | "seq" | "at" | "lines" | "detail" | "hash">;

export function emptyAccount(householdId: string): Account {
  return { id: householdId, seq: 0, hash: "", prepaidFen: 0, owedFen: 0, seasons: [] };
}

/**
 * account + entry → account. Money comes from the lines alone, so that a reversal, whose lines are
 * exact negatives, undoes it; the detail adds only what explains. Between a reversal and the
 * settlement committed with it a balance may be negative, see settle.ts.
 */
export function fold(account: Account, entry: FoldedEntry): Account {
  assert(entry.seq === account.seq + 1, `entry ${entry.seq} follows ${account.seq}`);
  const seasons = new Map(account.seasons.map((season) => [season.season, season]));
  let prepaidFen = account.prepaidFen;
  for (const line of entry.lines) {
    if (line.account === "prepaid") prepaidFen -= line.amountFen;
    if (line.account !== "receivable") continue;
    assert(line.season !== undefined, "a receivable has its season");
    const before = seasons.get(line.season) ?? emptySeason(line.season);
    seasons.set(line.season, foldSeason(before, entry, line.amountFen));
  }
  const kept = [...seasons.values()]
    .filter((season) => !isEmpty(season))
    .toSorted((left, right) => (left.season < right.season ? -1 : 1));
  const owedFen = kept.reduce((sum, season) => sum + season.owedFen, 0);
  assert(Number.isSafeInteger(owedFen) && Number.isSafeInteger(prepaidFen), "safe balances");
  const { openingId: _, ...rest } = account;
  const openingId = openingAfter(account, entry);
  return {
    ...rest,
    seq: entry.seq,
    hash: entry.hash,
    prepaidFen,
    owedFen,
    seasons: kept,
    ...(openingId === undefined ? {} : { openingId }),
  };
}

/** The account after all of `stream`, oldest first. */
export function replay(householdId: string, stream: Iterable<FoldedEntry>): Account {
  let account = emptyAccount(householdId);
  for (const entry of stream) account = fold(account, entry);
  return account;
}

export function seasonOf(account: Account, season: string): SeasonAccount {
  return account.seasons.find((one) => one.season === season) ?? emptySeason(season);
}

/** Whether the balances are such as a person may be shown: nothing negative, nothing overpaid. */
export function isSettled(account: Account): boolean {
  return (
    account.prepaidFen >= 0 &&
    account.seasons.every((season) => season.owedFen >= 0 && season.paidFen >= 0)
  );
}

/** No money, and no payment that a reversal could still name. */
function isEmpty({ chargedFen, openingFen, paidFen, payments }: SeasonAccount): boolean {
  return (
    chargedFen === 0 &&
    openingFen === 0 &&
    paidFen === 0 &&
    payments.every(({ kind }) => kind === "settled") &&
    sumFen(payments) === 0
  );
}

function emptySeason(season: string): SeasonAccount {
  return {
    season,
    chargedFen: 0,
    paidFen: 0,
    owedFen: 0,
    openingFen: 0,
    basis: [],
    payments: [],
  };
}

/** `receivableFen` is the debit of the season's receivable: what it owes more (or less). */
function foldSeason(
  before: SeasonAccount,
  { id, at, detail }: FoldedEntry,
  receivableFen: number,
): SeasonAccount {
  const owedFen = before.owedFen + receivableFen;
  const paid = (payments: readonly SeasonPayment[]) => ({
    ...before,
    owedFen,
    paidFen: before.paidFen - receivableFen,
    payments,
  });
  const payment = { entryId: id, at, amountFen: -receivableFen };
  switch (detail.kind) {
    case "charge": {
      const basis: ChargedBasis[] = detail.basis.map((one) => ({
        ...one,
        entryId: id,
        rule: detail.rule,
      }));
      const chargedFen = before.chargedFen + receivableFen;
      return { ...before, owedFen, chargedFen, basis: [...before.basis, ...basis] };
    }
    case "opening":
      return { ...before, owedFen, openingFen: before.openingFen + receivableFen };
    case "payment": {
      const { receiptNumber } = detail;
      return paid(newest([...before.payments, { ...payment, kind: "payment", receiptNumber }]));
    }
    case "applied":
    case "settled":
      return paid(newest([...before.payments, { ...payment, kind: detail.kind }]));
    case "reversal":
      return foldReversal(before, detail, receivableFen);
    default:
      return unreachable(detail);
  }
}

function foldReversal(
  before: SeasonAccount,
  detail: Extract<Entry["detail"], { kind: "reversal" }>,
  receivableFen: number,
): SeasonAccount {
  const owedFen = before.owedFen + receivableFen;
  const others = <T extends { readonly entryId: string }>(list: readonly T[]) =>
    list.filter(({ entryId }) => entryId !== detail.reverses);
  switch (detail.of) {
    case "charge": {
      const chargedFen = before.chargedFen + receivableFen;
      return { ...before, owedFen, chargedFen, basis: others(before.basis) };
    }
    case "opening":
      return { ...before, owedFen, openingFen: before.openingFen + receivableFen };
    case "payment":
    case "applied": {
      const paidFen = before.paidFen - receivableFen;
      return { ...before, owedFen, paidFen, payments: others(before.payments) };
    }
    default:
      return unreachable(detail.of);
  }
}

function newest(payments: readonly SeasonPayment[]): readonly SeasonPayment[] {
  return payments.slice(-SEASON_PAYMENTS_MAX);
}

function openingAfter(account: Account, { id, detail }: FoldedEntry): string | undefined {
  if (detail.kind === "opening") return id;
  const undone = detail.kind === "reversal" && detail.reverses === account.openingId;
  return undone ? undefined : account.openingId;
}
