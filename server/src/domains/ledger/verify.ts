import { accounts } from "@warmline/shared/ledger/account.ts";
import { accountIdOf, entries } from "@warmline/shared/ledger/entry.ts";
import type {
  Finding,
  VerificationProgress,
  VerificationReport,
} from "@warmline/shared/ledger/verification.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import { findPages } from "../../platform/stores/find-pages.ts";
import { verifyLog } from "./verify-log.ts";
import { verifyReceipts } from "./verify-receipts.ts";
import { compare, StreamCheck, verifyStream } from "./verify-stream.ts";

const PAGE = 2_000;
/** A journal damaged everywhere is not listed whole. */
const FINDINGS_MAX = 100;

export type OnProgress = (progress: VerificationProgress) => void;

/**
 * Verifies the whole journal in pages, in memory that does not grow with it, while work goes on:
 * 1. every stream: its sequence, hashes, balance, kinds, and the account as its fold;
 * 2. receipts: each series without a gap;
 * 3. the commit log: every entry and account it names is there, and there are no others.
 * It cannot see a journal that was rewritten whole, hashes, accounts and log included: for that the
 * newest hashes have to be kept elsewhere too (each printed receipt carries one).
 */
export async function verifyJournal(
  of: Store,
  onProgress: OnProgress = () => undefined,
): Promise<VerificationReport> {
  const store = of.direct();
  const findings = new Findings();
  const chains = await verifyStreams(store, findings, onProgress);
  await verifyReceipts(store, findings);
  // The head is taken afterwards: every entry seen above was committed by then.
  const log = await verifyLog(store, await store.head(), findings, onProgress);
  if (chains.entries > log.entries) {
    const extra = chains.entries - log.entries;
    findings.add({ kind: "unrecorded", note: `${extra} entries are not in the commit log` });
  }
  return { ...chains, commits: log.commits, findings: findings.list };
}

/** What was found, the first first. */
export class Findings {
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

async function verifyStreams(
  store: Store,
  findings: Findings,
  onProgress: OnProgress,
): Promise<{ entries: number; households: number }> {
  const counted = { entries: 0, households: 0 };
  const of = await store.count(entries, { index: "seq" });
  let stream = null as StreamCheck | null;
  for await (const page of findPages(store, entries, { index: "seq" }, PAGE)) {
    const ended: StreamCheck[] = [];
    for (const entry of page) {
      const accountId = accountIdOf(entry.streamId) ?? entry.streamId;
      if (stream?.position.accountId !== accountId) {
        if (stream !== null) ended.push(stream);
        stream = new StreamCheck(accountId);
      }
      stream.next(entry);
    }
    await close(store, ended, findings);
    counted.entries += page.length;
    counted.households += ended.length;
    onProgress({ stage: "chains", done: counted.entries, of: Math.max(of, counted.entries) });
  }
  if (stream === null) return counted;
  await close(store, [stream], findings);
  return { ...counted, households: counted.households + 1 };
}

/** Streams that look wrong are read once more by themselves: a payment may just have come in. */
async function close(
  store: Store,
  ended: readonly StreamCheck[],
  findings: Findings,
): Promise<void> {
  const stored = await store.getMany(
    accounts,
    ended.map(({ position }) => position.accountId),
  );
  const byId = new Map(stored.map((account) => [account.id, account]));
  for (const check of ended) {
    const { accountId } = check.position;
    const fine =
      check.finding === null && (await compare(store, check, byId.get(accountId) ?? null)) === null;
    if (fine) continue;
    for (const finding of (await verifyStream(store, accountId)).findings) findings.add(finding);
  }
}
