import { setTimeout as sleep } from "node:timers/promises";
import { entries, type Entry } from "@warmline/shared/ledger/entry.ts";
import { areasOf } from "@warmline/shared/reports/areas.ts";
import { movesOf, referredEntries } from "@warmline/shared/reports/moves.ts";
import { prepaidMovesOf } from "@warmline/shared/reports/prepayments.ts";
import { earnedOf, takenBackBy } from "@warmline/shared/reports/earned.ts";
import { relievedOf } from "@warmline/shared/reports/reliefs.ts";
import { paidOutBy } from "@warmline/shared/reports/payouts.ts";
import { stopActsOf } from "@warmline/shared/reports/stop-acts.ts";
import { takingsOf } from "@warmline/shared/reports/takings.ts";
import { undoneBy } from "@warmline/shared/reports/undone.ts";
import type { Anchor, Follower, LogEntry } from "@warmline/shared/store/port.ts";
import type { Deps } from "../../platform/deps.ts";
import type { Brought, ReportStore } from "../../platform/reports/port.ts";
import { anchorOf, isInLog } from "../../platform/stores/anchor-of.ts";
import { writtenIds } from "../../platform/stores/written-ids.ts";
import { takingSources, voidedBy } from "./taking-sources.ts";

type Feeding = Pick<Deps, "store" | "reports" | "log">;

/** As health calls it. */
export const FOLLOWER = "reports";
/** Entries at once: a bulk commit has thousands, and a batch many commits. */
const ENTRIES_EACH = 4_000;
/** How often it is asked whether the rows are still there, and how long after a failure. */
const WATCH_MS = 2_000;

/**
 * Feeds the statistics from the log, on every node, from the commit that they know; what is lost,
 * or of another past (a store that was restored), is made anew from the first commit on. Ends with
 * `signal`.
 */
export async function feedReports(deps: Feeding, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await follow(deps, await known(deps), signal);
    } catch (error) {
      if (signal.aborted) return;
      deps.log.warn({ err: error }, "reports: the statistics are not fed");
      await pause(signal);
    }
  }
}

async function known({ store, reports }: Feeding): Promise<Anchor> {
  const anchor = await reports.anchor();
  if (await isInLog(store, anchor)) return anchor;
  await reports.clear();
  return reports.anchor();
}

/** Until the rows are lost or the process ends. */
async function follow(deps: Feeding, { position }: Anchor, signal: AbortSignal): Promise<void> {
  const { store, reports } = deps;
  const follower = store.follow(position, (batch) => takeBatch(deps, batch), { name: FOLLOWER });
  try {
    do await pause(signal);
    while (!signal.aborted && !(await isLost(reports, follower)));
  } finally {
    await follower.stop();
  }
}

/** They know less than they were told. */
async function isLost(reports: ReportStore, { position }: Follower): Promise<boolean> {
  return (await reports.anchor()).position < position;
}

async function pause(signal: AbortSignal): Promise<void> {
  await sleep(WATCH_MS, undefined, { signal }).catch(() => {});
}

async function takeBatch(deps: Feeding, batch: readonly LogEntry[]): Promise<void> {
  for (const some of portions(batch)) {
    const [first, last] = [some[0]!, some.at(-1)!];
    const commits = { after: first.position - 1, until: anchorOf(last) };
    await deps.reports.add(await broughtBy(deps, some), commits);
  }
}

/** Whole commits, as many as bring so many entries. */
function* portions(batch: readonly LogEntry[]): Generator<LogEntry[]> {
  let some: LogEntry[] = [];
  let count = 0;
  for (const commit of batch) {
    some.push(commit);
    count += writtenIds([commit], entries).length;
    if (count < ENTRIES_EACH) continue;
    yield some;
    [some, count] = [[], 0];
  }
  if (some.length > 0) yield some;
}

/** What the entries of these commits change and took, by the entries that those refer to, too. */
async function broughtBy(
  { store }: Feeding,
  batch: readonly LogEntry[],
): Promise<Partial<Brought>> {
  const positions = new Map(
    batch.flatMap((commit) =>
      writtenIds([commit], entries).map((id): [string, number] => [id, commit.position]),
    ),
  );
  if (positions.size === 0) return {};
  const written = await store.getMany(entries, [...positions.keys()]);
  const byId = new Map(written.map((entry) => [entry.id, entry]));
  const named = written.flatMap((entry) => [
    ...referredEntries(entry),
    ...voidedBy(entry),
    ...takenBackBy(entry),
  ]);
  const elsewhere = [...new Set(named)].filter((id) => !byId.has(id));
  const referred = elsewhere.length === 0 ? [] : await store.getMany(entries, elsewhere);
  const others = new Map(referred.map((entry): [string, Entry] => [entry.id, entry]));
  const entryOf = (id: string) => byId.get(id) ?? others.get(id);
  const sources = await takingSources(store, written, entryOf);
  return {
    moves: written.flatMap((entry) => movesOf(entry, positions.get(entry.id)!, entryOf)),
    areas: written.flatMap((entry) => areasOf(entry, positions.get(entry.id)!, entryOf)),
    prepaid: written.flatMap((entry) => prepaidMovesOf(entry, positions.get(entry.id)!, entryOf)),
    earned: written.flatMap((entry) => earnedOf(entry, positions.get(entry.id)!, entryOf)),
    relieved: written.flatMap((entry) => relievedOf(entry, positions.get(entry.id)!, entryOf)),
    stopActs: written.flatMap((entry) => stopActsOf(entry, positions.get(entry.id)!, entryOf)),
    paidOut: written.flatMap((one) => paidOutBy(one, positions.get(one.id)!, sources) ?? []),
    undone: written.flatMap((one) => undoneBy(one, positions.get(one.id)!, sources) ?? []),
    takings: written.flatMap((entry) => takingsOf(entry, positions.get(entry.id)!, sources)),
  };
}
