import { accounts } from "@warmline/shared/ledger/account.ts";
import { entries } from "@warmline/shared/ledger/entry.ts";
import type { Finding, VerificationProgress } from "@warmline/shared/ledger/verification.ts";
import type { LogEntry, Store } from "@warmline/shared/store/port.ts";

const LOG_PAGE = 500;

interface Adding {
  add(finding: Finding): void;
}

/** Reads the log from its beginning; answers how many entries it names. */
export async function verifyLog(
  store: Store,
  head: number,
  findings: Adding,
  onProgress: (progress: VerificationProgress) => void,
): Promise<{ entries: number; commits: number }> {
  const counted = { entries: 0, commits: 0 };
  for (let position = 0; position < head;) {
    const read = await store.read(position, LOG_PAGE);
    const page = read.filter((commit) => commit.position <= head);
    for (const commit of page) {
      if (commit.position !== position + 1) {
        const note = `commit ${commit.position} follows ${position}`;
        findings.add({ kind: "log", note });
      }
      position = commit.position;
    }
    counted.commits += page.length;
    counted.entries += await checkCommits(store, page, findings);
    onProgress({ stage: "log", done: position, of: head });
    if (page.length === 0) {
      findings.add({ kind: "log", note: `the log ends at ${position} of ${head}` });
      break;
    }
  }
  return counted;
}

/** Whether the entries and accounts that commits wrote are there; answers how many entries. */
async function checkCommits(
  store: Store,
  commits: readonly LogEntry[],
  findings: Adding,
): Promise<number> {
  const idsOf = (commit: LogEntry, collection: string) =>
    commit.writes.filter((write) => write.collection === collection).map(({ id }) => id);
  const entryIds = commits.flatMap((commit) => idsOf(commit, entries.name));
  const accountIds = [...new Set(commits.flatMap((commit) => idsOf(commit, accounts.name)))];
  const [foundEntries, foundAccounts] = await Promise.all([
    store.getMany(entries, entryIds),
    store.getMany(accounts, accountIds),
  ]);
  const present = new Set([...foundEntries, ...foundAccounts].map(({ id }) => id));
  for (const commit of commits) {
    const [householdId, other] = idsOf(commit, accounts.name);
    // Bulk commits hold many households: the log alone does not say whose the entry was.
    const whose = other === undefined ? { householdId } : {};
    for (const entryId of idsOf(commit, entries.name).filter((id) => !present.has(id))) {
      const note = `written by commit ${commit.position}`;
      findings.add({ kind: "entry-missing", ...whose, entryId, note });
    }
    for (const id of idsOf(commit, accounts.name).filter((one) => !present.has(one))) {
      const note = `written by commit ${commit.position}`;
      findings.add({ kind: "account-missing", householdId: id, note });
    }
  }
  return entryIds.length;
}
