import { setImmediate as nextTurn } from "node:timers/promises";
import { accounts } from "@warmline/shared/ledger/account.ts";
import { entries } from "@warmline/shared/ledger/entry.ts";
import type { Finding } from "@warmline/shared/ledger/verification.ts";
import type { LogEntry, Store } from "@warmline/shared/store/port.ts";
import { TallyCounter } from "./tally.ts";
import type { Piece, PieceReport, Run } from "./verify-plan.ts";

export const LOG_PAGE = 500;

type LogPiece = Omit<Extract<Piece, { kind: "log" }>, "kind">;

/** The entries that a commit wrote. */
export function entriesIn(commit: LogEntry): string[] {
  return idsOf(commit, entries.name);
}

function idsOf({ writes }: LogEntry, name: string): string[] {
  return writes.filter(({ collection }) => collection === name).map(({ id }) => id);
}

/** Commits as the log has them: without a gap, each account written together with an entry. */
export async function tallyLog(store: Store, run: Run, piece: LogPiece): Promise<PieceReport> {
  const findings: Finding[] = [];
  const tally = new TallyCounter(run.key);
  for await (const commits of logPages(store, piece, findings)) {
    for (const commit of commits) {
      let written = 0;
      for (const { collection, id } of commit.writes) {
        if (collection === entries.name) {
          tally.add(id);
          written += 1;
        } else if (collection === accounts.name) {
          written -= 1;
        }
      }
      // The walk over streams misses no account that has entries; others are looked for here.
      if (written < 0) findings.push(...(await absentOf(store, [commit])));
    }
    await nextTurn();
  }
  return { findings, tally: tally.tally };
}

/** The same commits, each entry and account looked for: gaps, and what is not there by name. */
export async function absentIn(store: Store, piece: LogPiece): Promise<Finding[]> {
  const findings: Finding[] = [];
  for await (const commits of logPages(store, piece, findings)) {
    findings.push(...(await absentOf(store, commits)));
    await nextTurn();
  }
  return findings;
}

async function* logPages(
  store: Store,
  { after, upTo }: LogPiece,
  findings: Finding[],
): AsyncGenerator<LogEntry[]> {
  for (let position = after; position < upTo;) {
    const read = await store.read(position, LOG_PAGE);
    const page = read.filter((commit) => commit.position <= upTo);
    if (page.length === 0) {
      findings.push({ kind: "log", note: `the log ends at ${position} of ${upTo}` });
      return;
    }
    for (const commit of page) {
      if (commit.position !== position + 1) {
        findings.push({ kind: "log", note: `commit ${commit.position} follows ${position}` });
      }
      position = commit.position;
    }
    yield page;
  }
}

async function absentOf(store: Store, commits: readonly LogEntry[]): Promise<Finding[]> {
  const accountIds = new Set(commits.flatMap((commit) => idsOf(commit, accounts.name)));
  const present = new Set<string>();
  for (const { id } of await store.getMany(entries, commits.flatMap(entriesIn))) present.add(id);
  for (const { id } of await store.getMany(accounts, [...accountIds])) present.add(id);
  return commits.flatMap((commit) => {
    const note = `written by commit ${commit.position}`;
    const written = idsOf(commit, accounts.name);
    // Bulk commits hold many households: the log alone does not say whose the entry was.
    const whose = written.length === 1 ? { householdId: written[0] } : {};
    const absent = (id: string) => !present.has(id);
    return [
      ...entriesIn(commit)
        .filter(absent)
        .map((entryId) => ({ kind: "entry-missing" as const, ...whose, entryId, note })),
      ...written
        .filter(absent)
        .map((householdId) => ({ kind: "account-missing" as const, householdId, note })),
    ];
  });
}
