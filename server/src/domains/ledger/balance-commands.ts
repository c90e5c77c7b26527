import { permits } from "@warmline/shared/access/permission.ts";
import type { Household } from "@warmline/shared/households/model.ts";
import { assert } from "@warmline/shared/kernel/assert.ts";
import { ok, refuse, type Refusal, type Result } from "@warmline/shared/kernel/result.ts";
import type { CityDate } from "@warmline/shared/kernel/time.ts";
import { emptyAccount } from "@warmline/shared/ledger/account.ts";
import type { UndoneAnswer } from "@warmline/shared/ledger/answers.ts";
import { accountIdOf, entries, KINDS, type Entry } from "@warmline/shared/ledger/entry.ts";
import { formerAccountId } from "@warmline/shared/ledger/holder-account.ts";
import {
  balanceIn,
  balanceOf,
  isDisputed,
  type Balance,
  type BalanceTransferDetail,
} from "@warmline/shared/ledger/kinds/balance-transfer.ts";
import type { EntryOf } from "@warmline/shared/ledger/kinds/kind.ts";
import { ledgerPermissions } from "@warmline/shared/ledger/permissions.ts";
import { positionOf } from "@warmline/shared/ledger/position.ts";
import { command, type Decision, type Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import {
  transferHolder,
  type Revision,
  type Transfer,
  type TransferCode,
  type Transferring,
} from "../households/index.ts";
import { readBooks, type OpenBooks } from "./books.ts";
import { commonAt, enterParts, placesOf, subjectsOf, type PostedPart } from "./parts.ts";
import {
  readAccount,
  refuseUnseen,
  type HouseholdAccount,
  type PostableAccount,
} from "./posting.ts";

interface BalanceTransfer extends Transfer {
  /** 随房 or 随原户主; must be said where something is owed or on account. */
  readonly balances?: "follow" | "stay" | undefined;
  /** The account's seq that the preview showed. */
  readonly seenSeq?: number | undefined;
}

interface TransferringBalance extends Transferring {
  readonly owing: HouseholdAccount;
  /** Asked for only where something is moved. */
  readonly books: Result<OpenBooks, "day-closed">;
}

type BalanceCode =
  | "account-changed"
  | "balances-undecided"
  | "forbidden"
  | "dispute-stands"
  | "day-closed";

/**
 * 过户 with what becomes of the balance: it goes with the flat, for which nothing is posted, or stays
 * with the former holder, to whose account it goes in the same commit. Refusals, in this order:
 * those of `transferHolder`, `account-changed`, `balances-undecided`, and of what stays
 * `forbidden`, `dispute-stands` and `day-closed`.
 */
export const transferHousehold = command({
  name: "households.transfer",
  scope: transferHolder.scope,
  seen: transferHolder.seen,
  async load(
    reads,
    input: BalanceTransfer,
    moment,
  ): Promise<Result<TransferringBalance, TransferCode>> {
    const [found, owing] = await Promise.all([
      transferHolder.load(reads, input, moment),
      readAccount(reads, input.id),
    ]);
    if (!found.ok) return found;
    if (!owing.ok) return owing;
    const books = await readBooks(reads, moment, [owing.value.account]);
    return ok({ ...found.value, owing: owing.value, books });
  },
  decide(state, input, moment): Result<Decision<Revision>, TransferCode | BalanceCode> {
    const transferred = transferHolder.decide(state, input, moment);
    if (!transferred.ok) return transferred;
    const balance = balanceOf(positionOf(state.owing.account));
    const refusal = refuseBalance(state, balance, input, moment);
    if (refusal !== null) return refusal;
    if (input.balances !== "stay" || isNothing(balance)) return transferred;
    if (!state.books.ok) return state.books;
    const { current: household, owing } = state;
    const kept = { ...owing, books: state.books.value };
    const parts = stayed(kept, formerOf(household, state.books.value), balance, moment, input.from);
    const { writes, subjects } = transferred.value;
    return ok({
      ...transferred.value,
      writes: [...writes, ...parts.flatMap(({ entered }) => entered.writes)],
      subjects: [...subjects, ...parts.map(({ answer }) => `entries/${answer.entryId}`)],
    });
  },
});

function refuseBalance(
  { owing }: TransferringBalance,
  balance: Balance,
  { balances, seenSeq }: BalanceTransfer,
  { actor }: Moment,
): Refusal<BalanceCode> | null {
  const unseen = refuseUnseen(owing, seenSeq);
  if (unseen !== null) return unseen;
  if (balances === undefined && !isNothing(balance)) return refuse("balances-undecided");
  if (balances !== "stay") return null;
  if (!permits(actor, ledgerPermissions.moveBalances)) return refuse("forbidden");
  return isDisputed(balance) ? refuse("dispute-stands") : null;
}

function isNothing({ items, lots }: Balance): boolean {
  return items.length + lots.length === 0;
}

/** The account of whoever holds the household until this transfer: nothing is in it yet. */
function formerOf(household: Household, books: OpenBooks): PostableAccount {
  const id = formerAccountId(household.id, (household.formerHolders?.length ?? 0) + 1);
  return { household, stored: null, account: emptyAccount(id), books };
}

/** Out of one account and into the other, in one moment. */
function stayed(
  from: PostableAccount,
  to: PostableAccount,
  balance: Balance,
  { at: now, nextId }: Moment,
  effectiveOn: CityDate,
): PostedPart[] {
  const pair = [from, to] as const;
  const ids = pair.map(() => nextId());
  const at = commonAt(pair, now);
  const moved = enterParts(pair, { at }, (one, place) => {
    const other = { accountId: pair[1 - place]!.account.id, entryId: ids[1 - place]! };
    const way = place === 0 ? ("out" as const) : ("in" as const);
    const posting = KINDS.balanceTransfer.decide(positionOf(one.account), { way, other, balance });
    return { entryId: ids[place]!, effectiveOn, posting };
  });
  assert(moved.ok, "a balance as it stands is moved, not refused");
  return moved.value;
}

interface ReturnInput {
  /** Either half. */
  readonly id: string;
  readonly reason: string;
}

type MovedEntry = Entry & EntryOf<BalanceTransferDetail>;

interface Half extends PostableAccount {
  readonly entry: MovedEntry;
}

interface Returning {
  /** Where it is, then where it goes back to; null: the entry named is no balance transfer. */
  readonly halves: readonly [came: Half, went: Half] | null;
  readonly parts: readonly HouseholdAccount[];
  readonly returned: boolean;
}

type ReturnCode =
  | "not-found"
  | "day-closed"
  | "not-a-balance"
  | "already-reversed"
  | "dispute-stands"
  | "balance-used";

/**
 * 撤回余额结转: both halves are reversed, and what is free then pays what is open. The holder stays who
 * it is. Refusals, in this order: `not-found`, `not-a-balance`, `day-closed`, `already-reversed`,
 * `dispute-stands`, `balance-used`.
 */
export const returnBalance = command({
  name: "ledger.return-balance",
  scope: ({ parts }: Returning) => placesOf(parts),
  load: loadReturning,
  decide({ halves, returned }, { reason }, moment): Result<Decision<UndoneAnswer>, ReturnCode> {
    if (halves === null) return refuse("not-a-balance");
    if (returned) return refuse("already-reversed");
    const at = commonAt(halves, moment.at);
    const ids = halves.map(() => moment.nextId());
    const balance = balanceIn(halves[0].entry);
    const parts = enterParts(halves, { at }, ({ entry, account }, place) => {
      const other = { accountId: entry.detail.other.accountId, entryId: ids[1 - place]! };
      const way = place === 0 ? ("out" as const) : ("in" as const);
      const input = { way, other, balance, reverses: entry.id };
      const posting = KINDS.balanceTransfer.decide(positionOf(account), input);
      return { entryId: ids[place]!, posting };
    });
    if (!parts.ok) {
      return parts.code === "nothing-to-move" ? refuse("balance-used") : refuse(parts.code);
    }
    return ok({
      value: { parts: parts.value.map(({ answer }) => answer) },
      writes: parts.value.flatMap(({ entered }) => entered.writes),
      subjects: subjectsOf(parts.value),
      reason,
    });
  },
});

async function loadReturning(
  reads: Reads,
  { id }: ReturnInput,
  moment: Moment,
): Promise<Result<Returning, ReturnCode>> {
  const named = await reads.get(entries, id);
  if (named === null) return refuse("not-found");
  const accountId = accountIdOf(named.streamId);
  const own = accountId === null ? null : await readAccount(reads, accountId);
  if (own === null || !own.ok) return refuse("not-found");
  const other = isMove(named) ? await reads.get(entries, named.detail.other.entryId) : null;
  if (!isMove(named) || other === null || !isMove(other)) {
    return ok({ halves: null, parts: [own.value], returned: false });
  }
  const beside = await readAccount(reads, named.detail.other.accountId);
  if (!beside.ok) return beside;
  const [books, reversals] = await Promise.all([
    readBooks(reads, moment, [own.value.account, beside.value.account]),
    reads.find(entries, { index: "reverses", where: { reverses: id }, limit: 1 }),
  ]);
  if (!books.ok) return books;
  const one: Half = { ...own.value, books: books.value, entry: named };
  const two: Half = { ...beside.value, books: books.value, entry: other };
  const halves = named.detail.way === "in" ? ([one, two] as const) : ([two, one] as const);
  return ok({ halves, parts: [one, two], returned: reversals.length > 0 });
}

/** One that moved a balance, not one that took it back. */
function isMove(entry: Entry): entry is MovedEntry {
  return entry.detail.kind === "balanceTransfer" && entry.reverses === undefined;
}
