import { setImmediate as nextTurn } from "node:timers/promises";
import { addFen, ZERO_FEN } from "@warmline/shared/kernel/money.ts";
import {
  accountIdOf,
  accountStream,
  advance,
  entries,
  replay,
  type Entry,
} from "@warmline/shared/ledger/entry.ts";
import { accountOf, emptyPosition, type Position } from "@warmline/shared/ledger/position.ts";
import { addSums, NO_SUMS, SUM_NAMES, type Sums } from "@warmline/shared/reports/sums.ts";
import type { Deps } from "../../platform/deps.ts";
import { findAll, findPages } from "../../platform/stores/find-pages.ts";
import { waitForHead } from "./wait-for-head.ts";

type Checking = Pick<Deps, "store" | "reports">;

/** Where the statistics say something else than the journal; in fen. */
export interface Difference {
  readonly accountId: string;
  readonly season: string;
  readonly journal: Sums;
  readonly statistics: Sums;
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
  let some: Position[] = [];
  const compare = async () => {
    accounts += some.length;
    differences.push(...(await differencesOf(deps, some)));
    some = [];
  };
  let position: Position | null = null;
  for await (const page of findPages(deps.store, entries, { index: "seq" }, PAGE)) {
    signal.throwIfAborted();
    for (const entry of page) {
      const accountId = accountIdOf(entry.streamId);
      if (accountId === null) continue;
      if (position?.accountId !== accountId) {
        if (some.length >= ACCOUNTS_EACH) await compare();
        position = emptyPosition(accountId);
        some.push(position);
      }
      advance(position, entry);
    }
    await nextTurn();
  }
  await compare();
  return { accounts, differences };
}

/** Of those that seem to differ each is read once more by itself. */
async function differencesOf(deps: Checking, some: readonly Position[]): Promise<Difference[]> {
  const differing = await compared(deps, some);
  const ids = new Set(differing.map(({ accountId }) => accountId));
  const lasting = await Promise.all([...ids].map((accountId) => settled(deps, accountId)));
  return lasting.flat();
}

async function settled(deps: Checking, accountId: string): Promise<Difference[]> {
  for (let reading = 1; ; reading += 1) {
    const stream = await streamOf(deps, accountId);
    await waitForHead(deps);
    const found = await compared(deps, [replay(accountId, stream)]);
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

async function compared(
  { reports }: Checking,
  positions: readonly Position[],
): Promise<Difference[]> {
  const found = await reports.accounts(positions.map(({ accountId }) => accountId));
  const kept = Map.groupBy(found, ({ accountId }) => accountId);
  return positions.flatMap((position) => {
    const { accountId } = position;
    const journal = bySeason(position);
    const rows = kept.get(accountId) ?? [];
    const statistics = new Map(rows.map((row) => [row.season, row]));
    const seasons = new Set([...journal.keys(), ...statistics.keys()]);
    return [...seasons].flatMap((season) => {
      const [one, other] = [journal.get(season) ?? NO_SUMS, statistics.get(season) ?? NO_SUMS];
      const same = SUM_NAMES.every((name) => one[name] === other[name]);
      return same ? [] : [{ accountId, season, journal: one, statistics: addSums(NO_SUMS, other) }];
    });
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
