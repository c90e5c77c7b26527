import type { Actor } from "@warmline/shared/access/actor.ts";
import { within } from "@warmline/shared/access/scope.ts";
import { households, type Household } from "@warmline/shared/households/model.ts";
import { canonical } from "@warmline/shared/kernel/canonical.ts";
import { totalFen, type Fen } from "@warmline/shared/kernel/money.ts";
import { mapOk, ok, type Result } from "@warmline/shared/kernel/result.ts";
import {
  accounts,
  emptyAccount,
  openOfSum,
  type AccountState,
} from "@warmline/shared/ledger/account.ts";
import type { OpeningReport, PostedAnswer } from "@warmline/shared/ledger/answers.ts";
import { entries, KINDS, type Entry } from "@warmline/shared/ledger/entry.ts";
import { unlinked } from "@warmline/shared/ledger/kinds/checks.ts";
import { type OpeningCode, type OpeningSeason } from "@warmline/shared/ledger/kinds/opening.ts";
import { placeThen } from "@warmline/shared/ledger/place.ts";
import { positionOf } from "@warmline/shared/ledger/position.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import { command, type Decision, type Moment } from "../../platform/commands/command.ts";
import type { Deps } from "../../platform/deps.ts";
import { readBooks, type OpenBooks } from "./books.ts";
import {
  enter,
  postTo,
  readPostable,
  type HouseholdAccount,
  type PostableAccount,
} from "./posting.ts";

/** What a household had in the system before. */
interface Opening {
  readonly seasons: readonly Omit<OpeningSeason, "fee">[];
  readonly prepaidFen: Fen;
}

interface OpenInput extends Opening {
  readonly id: string;
  readonly reason?: string | undefined;
}

/** 期初 of one household. Refusals, in this order: `not-found`, `day-closed`, then of the rule. */
export const openBalances = command({
  name: "ledger.open",
  mutex: ({ id }: OpenInput) => `accounts/${id}`,
  scope: ({ household }: PostableAccount) => household.place,
  load: (reads, { id }, moment): Promise<Result<PostableAccount, "not-found" | OneCode>> =>
    readPostable(reads, id, moment),
  decide(state, input, moment): Result<Decision<PostedAnswer>, OneCode> {
    const entryId = moment.nextId();
    const posting = KINDS.opening.decide(positionOf(state.account), ruleInput(input, entryId));
    return postTo(state, moment, { entryId, posting, reason: input.reason });
  },
});

type OneCode = "day-closed" | OpeningCode;

function ruleInput({ seasons, prepaidFen }: Opening, entryId: string) {
  return { entryId, seasons: seasons.map((one) => ({ ...one, fee: "heat" as const })), prepaidFen };
}

/** What a sheet says of one household, by its number. */
export interface OpeningRow extends Opening {
  readonly number: string;
}

type Fault = OpeningReport["faults"][number];

interface Sums {
  /** Taken over before with the very same sums: a sheet may be sent again. */
  readonly already: number;
  readonly owedFen: Fen;
  readonly prepaidFen: Fen;
  readonly faults: readonly Fault[];
}

interface OpeningCheck extends Sums {
  readonly households: readonly Pick<Household, "id" | "number" | "name">[];
}

/** What `openMany` would do with these rows now. */
export async function checkOpenings(
  { store }: Pick<Deps, "store">,
  actor: Actor,
  rows: readonly OpeningRow[],
): Promise<OpeningCheck> {
  const decided = decideRows(await readRows(store, rows), actor, rows, () => "checked");
  const waiting = decided.flatMap((one) => ("posting" in one ? [one.household] : []));
  return {
    households: waiting.map(({ id, number, name }) => ({ id, number, name })),
    ...sumsOf(decided),
  };
}

interface OpenManyInput {
  readonly rows: readonly OpeningRow[];
  readonly reason: string;
}

/**
 * 批量期初: takes over up to 200 households in one commit, all of them or, when any has a fault,
 * none; the report names the faults. The caller's key belongs to these very rows: with others it is
 * refused whole, and a late duplicate posts nothing. Refusal: `day-closed`.
 */
export const openMany = command({
  name: "ledger.open-many",
  scope: "anywhere",
  async load(reads, { rows }: OpenManyInput, moment): Promise<Result<OpeningMany, "day-closed">> {
    const read = await readRows(reads, rows);
    const open = await readBooks(reads, moment, read.accounts);
    return mapOk(open, (books) => ({ ...read, books }));
  },
  decide(state, { rows, reason }, moment): Result<Decision<OpeningReport>, never> {
    const decided = decideRows(state, moment.actor, rows, () => moment.nextId());
    const sums = sumsOf(decided);
    const taken =
      sums.faults.length > 0 ? [] : decided.flatMap((one) => ("posting" in one ? [one] : []));
    return ok({
      value: { taken: taken.length, ...sums },
      writes: taken.flatMap((one) => writesOf(one, state.books, moment)),
      subjects: taken.map(({ household }) => `households/${household.id}`),
      reason,
    });
  },
});

interface OpeningMany extends ReadRows {
  readonly books: OpenBooks;
}

interface ReadRows {
  readonly households: readonly Household[];
  readonly accounts: readonly AccountState[];
  /** Their openings that hold. */
  readonly openings: readonly Entry[];
}

/** Three reads however many rows there are. */
async function readRows(
  reads: Pick<Store, "find" | "getMany">,
  rows: readonly OpeningRow[],
): Promise<ReadRows> {
  const number = rows.map((row) => row.number);
  const limit = Math.max(rows.length, 1);
  const found = await reads.find(households, { index: "number", where: { number }, limit });
  const ids = found.map(({ id }) => id);
  const states = await reads.getMany(accounts, ids);
  const openingIds = states.flatMap(({ openingId }) => openingId ?? []);
  const openings = await reads.getMany(entries, openingIds);
  return { households: found, accounts: states, openings };
}

interface Taking extends HouseholdAccount {
  readonly entryId: string;
  readonly row: OpeningRow;
  readonly posting: Extract<ReturnType<typeof KINDS.opening.decide>, { ok: true }>["value"];
}
type Decided = Taking | { readonly already: OpeningRow } | { readonly fault: Fault };

/** In the order of the rows. */
function decideRows(
  read: ReadRows,
  actor: Actor,
  rows: readonly OpeningRow[],
  nextId: () => string,
): Decided[] {
  const householdOf = new Map(read.households.map((one) => [one.number, one]));
  const accountOf = new Map(read.accounts.map((one) => [one.id, one]));
  const openingOf = new Map(read.openings.map((one) => [one.id, one]));
  return rows.map((row): Decided => {
    const { number } = row;
    const household = householdOf.get(number);
    if (household === undefined) return { fault: { number, code: "not-found" } };
    if (!within(actor, household.place)) return { fault: { number, code: "out-of-scope" } };
    const stored = accountOf.get(household.id) ?? null;
    const account = stored ?? emptyAccount(household.id);
    const opened = openingOf.get(stored?.openingId ?? "");
    if (opened !== undefined && isSame(opened, row)) return { already: row };
    const entryId = nextId();
    const decided = KINDS.opening.decide(positionOf(account), ruleInput(row, entryId));
    if (decided.ok) return { household, stored, account, entryId, row, posting: decided.value };
    const season = decided.detail?.["season"];
    const fault = { number, code: decided.code };
    return { fault: season === undefined ? fault : { ...fault, season: String(season) } };
  });
}

/** Whether an opening that holds says what the row says. */
function isSame({ id, detail, lines }: Entry, row: OpeningRow): boolean {
  const bare = positionOf(emptyAccount("bare"));
  const wanted = KINDS.opening.decide(bare, ruleInput(row, id));
  if (!wanted.ok) return false;
  // What was prepaid may have paid other things at once; that is not of the sheet.
  const said = { detail: wanted.value.detail, lines: unlinked(wanted.value.lines) };
  return canonical(said) === canonical({ detail, lines: unlinked(lines) });
}

function writesOf({ entryId: id, posting, ...of }: Taking, books: OpenBooks, { at: now }: Moment) {
  const place = placeThen(of.household);
  return enter({ ...of, books }, posting, { id, now, place }).writes;
}

function sumsOf(decided: readonly Decided[]): Sums {
  const taken = decided.flatMap((one) => ("posting" in one ? [one.row] : []));
  return {
    already: decided.filter((one) => "already" in one).length,
    owedFen: totalFen(taken.flatMap(({ seasons }) => seasons.map(openOfSum))),
    prepaidFen: totalFen(taken.map(({ prepaidFen }) => prepaidFen)),
    faults: decided.flatMap((one) => ("fault" in one ? [one.fault] : [])),
  };
}
