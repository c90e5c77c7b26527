import { setImmediate as nextTurn } from "node:timers/promises";
import { addFen, ZERO_FEN } from "@warmline/shared/kernel/money.ts";
import {
  accountIdOf,
  accountStream,
  advance,
  entries,
  type Entry,
} from "@warmline/shared/ledger/entry.ts";
import { accountOf, emptyPosition, type Position } from "@warmline/shared/ledger/position.ts";
import { NO_AREAS, type Areas } from "@warmline/shared/reports/areas.ts";
import { addSums, NO_SUMS, SUM_NAMES, type Sums } from "@warmline/shared/reports/sums.ts";
import type { Deps } from "../../platform/deps.ts";
import { findAll, findPages } from "../../platform/stores/find-pages.ts";
import { differing, type Compared } from "./differing.ts";
import { LiveAreas, MEASURED } from "./live-areas.ts";
import { waitForHead } from "./wait-for-head.ts";

type Checking = Pick<Deps, "store" | "reports">;

/** Where the statistics say something else than the journal, of money or of areas. */
export interface Difference {
  readonly accountId: string;
  readonly season: string;
  readonly journal: Sums | Areas;
  readonly statistics: Sums | Areas;
}

/** An account as the journal has it. */
interface Folded {
  readonly position: Position;
  readonly areas: LiveAreas;
}

export interface Checked {
  readonly accounts: number;
  readonly differences: readonly Difference[];
}

/** Entries at once, and accounts that are compared at once. */
const PAGE = 1_000;
const ACCOUNTS_EACH = 500;
/** Payments may come in while an account is compared; then it is read again. */
const READINGS_MAX = 5;

/**
 * 统计自检: folds every account's stream and holds what it comes to, season by season, against the
 * statistics. Reads the journal in pages; `signal` ends it.
 */
export async function checkStatistics(deps: Checking, signal: AbortSignal): Promise<Checked> {
  const differences: Difference[] = [];
  let accounts = 0;
  let some: Folded[] = [];
  const compare = async () => {
    accounts += some.length;
    differences.push(...(await differencesOf(deps, some)));
    some = [];
  };
  let account: Folded | null = null;
  for await (const page of findPages(deps.store, entries, { index: "seq" }, PAGE)) {
    signal.throwIfAborted();
    for (const entry of page) {
      const accountId = accountIdOf(entry.streamId);
      if (accountId === null) continue;
      if (account?.position.accountId !== accountId) {
        if (some.length >= ACCOUNTS_EACH) await compare();
        account = emptyAccount(accountId);
        some.push(account);
      }
      take(account, entry);
    }
    await nextTurn();
  }
  await compare();
  return { accounts, differences };
}

function emptyAccount(accountId: string): Folded {
  return { position: emptyPosition(accountId), areas: new LiveAreas() };
}

function take({ position, areas }: Folded, entry: Entry): void {
  advance(position, entry);
  areas.add(entry);
}

/** Of those that seem to differ each is read once more by itself. */
async function differencesOf(deps: Checking, some: readonly Folded[]): Promise<Difference[]> {
  const found = await compared(deps, some);
  const ids = new Set(found.map(({ accountId }) => accountId));
  const lasting = await Promise.all([...ids].map((accountId) => settled(deps, accountId)));
  return lasting.flat();
}

async function settled(deps: Checking, accountId: string): Promise<Difference[]> {
  for (let reading = 1; ; reading += 1) {
    const stream = await streamOf(deps, accountId);
    await waitForHead(deps);
    const account = emptyAccount(accountId);
    for (const entry of stream) take(account, entry);
    const found = await compared(deps, [account]);
    const again = await streamOf(deps, accountId);
    if (found.length === 0 || again.length === stream.length || reading === READINGS_MAX) {
      return found;
    }
  }
}

function streamOf({ store }: Checking, accountId: string): Promise<Entry[]> {
  const where = { streamId: accountStream(accountId) };
  return findAll({ store }, entries, { index: "seq", where });
}

async function compared({ reports }: Checking, accounts: readonly Folded[]): Promise<Difference[]> {
  const ids = accounts.map(({ position }) => position.accountId);
  // A former holder's account has no charges of its own: areas are of the household's.
  const [sums, areas] = await Promise.all([reports.accounts(ids), reports.householdAreas(ids)]);
  const keptSums = Map.groupBy(sums, ({ accountId }) => accountId);
  const keptAreas = Map.groupBy(areas, ({ householdId }) => householdId);
  return accounts.flatMap(({ position, areas: live }) => {
    const { accountId } = position;
    const of = <T extends object>(rows: Compared<T>) =>
      differing(rows).map((found) => ({ accountId, ...found }));
    return [
      ...of({
        names: SUM_NAMES,
        nothing: NO_SUMS,
        journal: bySeason(position),
        statistics: keptSums.get(accountId) ?? [],
      }),
      ...of({
        names: MEASURED,
        nothing: NO_AREAS,
        journal: live.bySeason,
        statistics: keptAreas.get(accountId) ?? [],
      }),
    ];
  });
}

/** As the account itself has it. */
function bySeason(position: Position): Map<string, Sums> {
  const { sums, items } = accountOf(position);
  const seasons = new Map<string, Sums>();
  const add = (season: string, more: Partial<Sums>) =>
    seasons.set(season, addSums(seasons.get(season) ?? NO_SUMS, more));
  for (const { season, chargedFen, paidFen, relievedFen, writtenOffFen } of sums) {
    add(season, {
      dueFen: chargedFen,
      paidFen,
      relievedFen: relievedFen ?? ZERO_FEN,
      writtenOffFen: writtenOffFen ?? ZERO_FEN,
    });
  }
  for (const { season, openFen } of items) add(season, { owedFen: addFen(openFen, ZERO_FEN) });
  return seasons;
}
