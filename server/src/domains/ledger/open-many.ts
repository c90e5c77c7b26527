import { ok, type Result } from "@warmline/shared/kernel/result.ts";
import type { Fen } from "@warmline/shared/kernel/money.ts";
import { households, type Household } from "@warmline/shared/households/model.ts";
import { emptyAccount } from "@warmline/shared/ledger/account.ts";
import { canonical } from "@warmline/shared/kernel/canonical.ts";
import {
  openingBalance,
  type OpeningCode,
  type OpeningInput,
} from "@warmline/shared/ledger/opening.ts";
import {
  accounts,
  entries,
  type Entry,
  type LedgerAccountState,
  type Posting,
} from "@warmline/shared/ledger/model.ts";
import type { Actor } from "@warmline/shared/access/actor.ts";
import type { Write } from "@warmline/shared/store/write.ts";
import { within } from "@warmline/shared/access/scope.ts";
import { commitAudited } from "../../platform/audit/commit-audited.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import { attempt, lost } from "../../platform/commands/old-attempt.ts";
import type { Deps } from "../../platform/deps.ts";
import { contentOf } from "./hash.ts";
import { enter } from "./post.ts";

/** Balances of one household as a sheet has them, by its number. */
export interface OpeningRow extends OpeningInput {
  readonly number: string;
}

export interface OpeningFault {
  readonly number: string;
  readonly code: "not-found" | "out-of-scope" | OpeningCode;
  readonly season?: string;
}

/** What a part of a sheet comes to; with faults nothing of it is, or was, written. */
export interface OpeningReport {
  /** To be taken over, or taken over. */
  readonly households: readonly {
    readonly id: string;
    readonly number: string;
    readonly name: string;
  }[];
  /** Taken over before with the very same balances: a sheet may be sent again. */
  readonly already: number;
  readonly owedFen: Fen;
  readonly prepaidFen: Fen;
  readonly faults: readonly OpeningFault[];
}

/** What `openMany` would do with these rows now. */
export async function checkOpenings(
  deps: Pick<Deps, "store">,
  actor: Actor,
  rows: readonly OpeningRow[],
): Promise<OpeningReport> {
  return reportOf(await decideAll(deps, actor, rows));
}

/**
 * 批量期初: takes over the balances of up to 200 households in one commit, all of them or, when any
 * has a fault, none. Refusal: `changed-meanwhile` when counters kept winning; nothing was written.
 */
export function openMany(
  deps: Deps,
  caller: Caller,
  rows: readonly OpeningRow[],
  reason: string,
): Promise<Result<OpeningReport, "changed-meanwhile">> {
  return attempt<Result<OpeningReport, "changed-meanwhile">>(async () => {
    const decided = await decideAll(deps, caller.actor, rows);
    const report = reportOf(decided);
    const opened = decided.flatMap((one) => ("posting" in one ? [one] : []));
    if (report.faults.length > 0 || opened.length === 0) return ok(report);
    const writes = opened.flatMap((one) => writesOf(deps, caller, one, reason));
    const subjects = opened.map(({ household }) => `households/${household.id}`);
    const act = { command: "ledger.open-many", subjects, reason };
    const committed = await commitAudited(deps, caller, act, writes);
    return committed.ok ? ok(report) : lost;
  });
}

interface Opened {
  readonly household: Household;
  readonly stored: LedgerAccountState | null;
  readonly row: OpeningRow;
  readonly posting: Posting;
}
type Decided = Opened | { readonly already: OpeningRow } | { readonly fault: OpeningFault };

/** In the order of the rows; four reads however many they are. */
async function decideAll(
  { store }: Pick<Deps, "store">,
  actor: Actor,
  rows: readonly OpeningRow[],
): Promise<Decided[]> {
  const number = rows.map((row) => row.number);
  const limit = Math.max(rows.length, 1);
  const found = await store.find(households, { index: "number", where: { number }, limit });
  const states = await store.getMany(
    accounts,
    found.map(({ id }) => id),
  );
  const openings = await store.getMany(
    entries,
    states.flatMap(({ openingId }) => openingId ?? []),
  );
  const householdOf = new Map(found.map((one) => [one.number, one]));
  const storedOf = new Map(states.map((one) => [one.id, one]));
  const openingOf = new Map(openings.map((one) => [one.householdId, one]));
  return rows.map((row) => {
    const household = householdOf.get(row.number);
    if (household === undefined) return { fault: { number: row.number, code: "not-found" } };
    if (!within(actor, household.place)) {
      return { fault: { number: row.number, code: "out-of-scope" } };
    }
    const stored = storedOf.get(household.id) ?? null;
    return decide(row, household, stored, openingOf.get(household.id));
  });
}

function decide(
  row: OpeningRow,
  household: Household,
  stored: LedgerAccountState | null,
  opening: Entry | undefined,
): Decided {
  const { number, balances, prepaidFen } = row;
  const bare = emptyAccount(household.id);
  const wanted = openingBalance(bare, { balances, prepaidFen });
  if (opening !== undefined && wanted.ok) {
    const same = canonical(opening.detail) === canonical(wanted.value.detail);
    if (same) return { already: row };
  }
  const decided = openingBalance(stored ?? bare, { balances, prepaidFen });
  if (decided.ok) return { household, stored, row, posting: decided.value };
  const season = decided.detail?.["season"];
  const fault = { number, code: decided.code };
  return { fault: season === undefined ? fault : { ...fault, season: String(season) } };
}

function writesOf(
  deps: Deps,
  caller: Caller,
  { household, stored, row, posting }: Opened,
  reason: string,
): readonly Write[] {
  const { balances, prepaidFen } = row;
  const input = { balances, prepaidFen, reason, id: household.id };
  const content = contentOf("ledger.open", caller.actor.id, input);
  // The blanks keep it apart from every key that comes from outside.
  const key = `open ${caller.key ?? ""} ${household.id} ${(stored?.seq ?? 0) + 1}`;
  const account = stored ?? emptyAccount(household.id);
  return enter(deps, caller, { stored, account, posting }, { key, content, reason }).writes;
}

function reportOf(decided: readonly Decided[]): OpeningReport {
  const opened = decided.flatMap((one) => ("posting" in one ? [one] : []));
  const sum = (amounts: readonly Fen[]) => amounts.reduce((total, amount) => total + amount, 0);
  return {
    households: opened.map(({ household: { id, number, name } }) => ({ id, number, name })),
    already: decided.filter((one) => "already" in one).length,
    owedFen: sum(opened.flatMap(({ row }) => row.balances.map(({ owedFen }) => owedFen))),
    prepaidFen: sum(opened.map(({ row }) => row.prepaidFen)),
    faults: decided.flatMap((one) => ("fault" in one ? [one.fault] : [])),
  };
}
