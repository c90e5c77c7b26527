import { setImmediate as nextTurn } from "node:timers/promises";
import { accounts } from "@warmline/shared/ledger/account.ts";
import { accountIdOf, entries, type Entry } from "@warmline/shared/ledger/entry.ts";
import { payments } from "@warmline/shared/ledger/payment.ts";
import type { Finding } from "@warmline/shared/ledger/verification.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import { findPages } from "../../platform/stores/find-pages.ts";
import { TallyCounter } from "./tally.ts";
import { entriesIn, LOG_PAGE } from "./verify-log.ts";
import { verifyClearing } from "./verify-clearing.ts";
import type { Piece, PieceReport, Run } from "./verify-plan.ts";
import { strayRefunds } from "./verify-refunds.ts";
import { compare, StreamCheck, verifyStream } from "./verify-stream.ts";

const PAGE = 1_000;

type Chains = Extract<Piece, { kind: "chains" }>;

/** Walks the streams of a range: each by itself, and held against its account. */
export async function verifyStreams(
  store: Store,
  run: Run,
  { from, to }: Chains,
): Promise<PieceReport> {
  const walk = new Walk(store, run);
  const range = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
  for await (const page of findPages(store, entries, { index: "seq", ...range }, PAGE)) {
    await walk.take(page);
    // The thread may have messages to answer, of those that work on other pieces.
    await nextTurn();
  }
  return walk.end();
}

class Walk {
  readonly #store: Store;
  readonly #recent: RecentEntries;
  readonly #tally: TallyCounter;
  readonly #findings: Finding[] = [];
  /** What a stream cannot tell by itself: told after its own flaws. */
  readonly #strays: Finding[] = [];
  #stream: StreamCheck | null = null;
  #entries = 0;
  #households = 0;

  constructor(store: Store, { since, key }: Run) {
    this.#store = store;
    this.#recent = new RecentEntries(store, since);
    this.#tally = new TallyCounter(key);
  }

  async take(page: readonly Entry[]): Promise<void> {
    // Read after the page, so that it names every entry of the page that came since the run began.
    await this.#recent.readOn();
    const ended: StreamCheck[] = [];
    for (const entry of page) {
      if (!this.#recent.has(entry.id)) this.#tally.add(entry.id);
      const accountId = accountIdOf(entry.streamId) ?? entry.streamId;
      if (this.#stream?.position.accountId !== accountId) {
        if (this.#stream !== null) ended.push(this.#stream);
        this.#stream = new StreamCheck(accountId);
      }
      this.#stream.next(entry);
    }
    this.#findings.push(...(await verifyClearing(this.#store, page)));
    this.#entries += page.length;
    await this.#close(ended);
    await this.#receive(page);
  }

  async end(): Promise<PieceReport> {
    if (this.#stream !== null) await this.#close([this.#stream]);
    return {
      findings: [...this.#findings, ...this.#strays],
      entries: this.#entries,
      households: this.#households,
      tally: this.#tally.tally,
    };
  }

  /**
   * Money that came in stands on its receipt, what went out on its refund; either is of the same
   * commit and read after it.
   */
  async #receive(page: readonly Entry[]): Promise<void> {
    const came = page.filter(({ detail }) => detail.kind === "payment");
    const named = await this.#store.getMany(payments, [
      ...new Set(came.flatMap(({ paymentId }) => paymentId ?? [])),
    ]);
    const received = new Set(named.flatMap(({ parts }) => parts.map(({ entryId }) => entryId)));
    for (const { id: entryId, streamId, seq, paymentId } of came) {
      if (received.has(entryId)) continue;
      const householdId = accountIdOf(streamId) ?? streamId;
      const note = `entry ${seq} of ${householdId} is not on receipt ${paymentId ?? "(none)"}`;
      this.#strays.push({ kind: "payment", householdId, entryId, seq, note });
    }
    this.#strays.push(...(await strayRefunds(this.#store, page)));
  }

  /** Streams that look wrong are read once more by themselves: a payment may just have come in. */
  async #close(ended: readonly StreamCheck[]): Promise<void> {
    const ids = ended.map(({ position }) => position.accountId);
    const stored = await this.#store.getMany(accounts, ids);
    const byId = new Map(stored.map((account) => [account.id, account]));
    for (const check of ended) {
      const { accountId } = check.position;
      const account = byId.get(accountId) ?? null;
      const fine = check.finding === null && (await compare(this.#store, check, account)) === null;
      if (!fine) this.#findings.push(...(await verifyStream(this.#store, accountId)).findings);
    }
    this.#households += ended.length;
  }
}

/** The entries of commits that were made since the run began: few, whatever the journal's size. */
class RecentEntries {
  readonly #store: Store;
  readonly #ids = new Set<string>();
  #position: number;

  constructor(store: Store, since: number) {
    this.#store = store;
    this.#position = since;
  }

  has(entryId: string): boolean {
    return this.#ids.has(entryId);
  }

  async readOn(): Promise<void> {
    for (;;) {
      const commits = await this.#store.read(this.#position, LOG_PAGE);
      for (const id of commits.flatMap(entriesIn)) this.#ids.add(id);
      const last = commits.at(-1);
      if (last === undefined) return;
      this.#position = last.position;
    }
  }
}
