import { emptyAccount } from "@warmline/shared/ledger/account.ts";
import { accounts, entries, type Account, type Entry } from "@warmline/shared/ledger/model.ts";
import {
  type Finding,
  type VerificationProgress,
  type VerificationReport,
} from "@warmline/shared/ledger/verification.ts";
import type { LogEntry, Store } from "@warmline/shared/store/port.ts";
import { findPages } from "../../platform/stores/find-pages.ts";
import { advance, compare, reversedBy, verifyChain } from "./verify-one.ts";

const PAGE = 2_000;
const LOG_PAGE = 500;
/** A journal damaged everywhere is not listed whole. */
const FINDINGS_MAX = 100;

/**
 * Walks the whole journal in pages, in memory that does not grow with it, while work goes on:
 * 1. every stream: its sequence, hashes, balance, details, reversals, and the account as its fold;
 * 2. the commit log: every entry and account it names is there, and there are no others.
 * It cannot see a journal that was rewritten whole, hashes, accounts and log included: for that the
 * newest hashes have to be kept elsewhere too (each printed receipt carries one).
 */
export async function verifyJournal(
  of: Store,
  onProgress: (progress: VerificationProgress) => void = () => undefined,
): Promise<VerificationReport> {
  const store = of.direct();
  const findings = new Findings();
  const chains = await verifyChains(store, findings, onProgress);
  // The head is taken afterwards: every entry seen above was committed by then.
  const log = await verifyLog(store, await store.head(), findings, onProgress);
  if (chains.entries > log.entries) {
    const extra = chains.entries - log.entries;
    findings.add({ kind: "unrecorded", note: `${extra} entries are not in the commit log` });
  }
  return { ...chains, commits: log.commits, findings: findings.list };
}

class Findings {
  readonly list: Finding[] = [];

  add(finding: Finding): void {
    const { kind, householdId } = finding;
    const known = this.list.findIndex(
      (one) => one.kind === kind && householdId !== undefined && one.householdId === householdId,
    );
    // The stream told that an entry is missing, the log tells which one.
    if (known >= 0) this.list[known] = { ...finding, ...this.list[known] };
    else if (this.list.length < FINDINGS_MAX) this.list.push(finding);
  }
}

/** The stream in hand while the journal is walked. */
interface Chain {
  account: Account;
  sound: boolean;
}

async function verifyChains(
  store: Store,
  findings: Findings,
  onProgress: (progress: VerificationProgress) => void,
): Promise<{ entries: number; households: number }> {
  const counted = { entries: 0, households: 0 };
  const of = await store.count(entries, { index: "byTime" });
  let chain = null as Chain | null;
  for await (const page of findPages(store, entries, { index: "byHousehold" }, PAGE)) {
    const reversed = await reversedBy(store, page);
    const ended: Chain[] = [];
    for (const entry of page) {
      if (chain?.account.id !== entry.householdId) {
        if (chain !== null) ended.push(chain);
        chain = { account: emptyAccount(entry.householdId), sound: true };
      }
      step(chain, entry, reversed);
    }
    await close(store, ended, findings);
    counted.entries += page.length;
    counted.households += ended.length;
    onProgress({ stage: "chains", done: counted.entries, of: Math.max(of, counted.entries) });
  }
  if (chain === null) return counted;
  await close(store, [chain], findings);
  return { ...counted, households: counted.households + 1 };
}

function step(chain: Chain, entry: Entry, reversed: ReadonlyMap<string, Entry>): void {
  if (!chain.sound) return;
  const next = advance(chain.account, entry, reversed);
  if ("account" in next) chain.account = next.account;
  else chain.sound = false;
}

/** Streams that look wrong are read once more by themselves: a payment may just have come in. */
async function close(store: Store, ended: readonly Chain[], findings: Findings): Promise<void> {
  const stored = await store.getMany(
    accounts,
    ended.map(({ account }) => account.id),
  );
  const byId = new Map(stored.map((account) => [account.id, account]));
  for (const { account, sound } of ended) {
    const fine = sound && (await compare(store, account, byId.get(account.id) ?? null)) === null;
    if (fine) continue;
    for (const finding of (await verifyChain(store, account.id)).findings) findings.add(finding);
  }
}

async function verifyLog(
  store: Store,
  head: number,
  findings: Findings,
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
  findings: Findings,
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
