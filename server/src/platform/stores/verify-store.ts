import type { Collection, Stored } from "@warmline/shared/store/collection.ts";
import {
  StoreUnusable,
  type Anchor,
  type LogEntry,
  type Store,
} from "@warmline/shared/store/port.ts";
import { textOfStored } from "@warmline/shared/store/write.ts";
import { CHAIN_START, continues, wrote } from "./hash-chain.ts";

const LOG_PAGE = 500;
/** A store damaged everywhere is not listed whole. */
const FINDINGS_MAX = 100;

export interface StoreReport {
  readonly commits: number;
  readonly documents: number;
  /** In sentences, the first the first; empty: what is there is what was committed. */
  readonly findings: readonly string[];
  /** The newest commit that was checked: to be written down elsewhere. */
  readonly anchor: Anchor;
}

export interface VerifyOptions {
  /** What was written down: the history that ended there has to be in the store. */
  readonly anchor?: Anchor | undefined;
  readonly onProgress?: (done: number, of: number) => void;
  /** Every document that is there, some of them more than once. */
  readonly onDocument?: (of: Collection, document: Stored) => void;
}

/**
 * Holds everything against the hash chain of the log, in memory that grows with the documents that
 * were written more than once, while work goes on:
 * 1. every commit follows from the one before, from the first on;
 * 2. every document that a commit wrote is there, as the newest of its commits wrote it;
 * 3. there are no others in the collections declared;
 * 4. the chain goes through the anchor that was written down.
 * Only the last one tells a store that was made anew as a whole.
 */
export async function verifyStore(
  of: Store,
  collections: readonly Collection[],
  { anchor, onProgress, onDocument }: VerifyOptions = {},
): Promise<StoreReport> {
  const store = of.direct();
  const sizes = await sizesOf(store, collections);
  const check = new Check(store, collections, anchor, onDocument);
  await check.walk(await store.head(), onProgress);
  const { documents, left, seen } = check.soFar();
  // Whatever was read above had been committed before this head was taken.
  await check.walk(await store.head(), onProgress);
  for (const key of left) {
    if (check.waits(key)) check.add(`${key} has a revision that no commit wrote`);
  }
  for (const [name, size] of sizes) {
    const extra = size - (seen.get(name) ?? 0);
    if (extra > 0) check.add(`${name}: ${extra} documents are in no commit`);
  }
  if (anchor !== undefined && check.position < anchor.position) {
    check.add(`the log ends at ${check.position}, before the anchor ${anchor.position}`);
  }
  const newest = { position: check.position, hash: hex(check.hash) };
  return { commits: check.position, documents, findings: check.findings, anchor: newest };
}

/** Throws `StoreUnusable` with the first finding. */
export function refuseUnsound(what: string, { findings: [first] }: StoreReport): void {
  if (first !== undefined) throw new StoreUnusable(`${what} is not sound: ${first}`);
}

async function sizesOf(store: Store, collections: readonly Collection[]) {
  const sizes = new Map<string, number>();
  for (const one of collections) sizes.set(one.name, await store.size(one));
  return sizes;
}

const hex = (hash: Uint8Array) => (hash === CHAIN_START ? "" : Buffer.from(hash).toString("hex"));

class Check {
  readonly findings: string[] = [];
  position = 0;
  hash: Uint8Array = CHAIN_START;
  readonly #store: Store;
  readonly #declared: ReadonlyMap<string, Collection>;
  readonly #anchor: Anchor | undefined;
  readonly #onDocument: VerifyOptions["onDocument"];
  /** Documents read at a later revision than the commits so far wrote. */
  readonly #waiting = new Set<string>();
  /** By collection: documents found at the revision that a commit wrote. */
  readonly #matched = new Map<string, number>();

  constructor(
    store: Store,
    collections: readonly Collection[],
    anchor: Anchor | undefined,
    onDocument: VerifyOptions["onDocument"],
  ) {
    this.#store = store;
    this.#onDocument = onDocument;
    this.#declared = new Map(collections.map((one) => [one.name, one]));
    this.#anchor = anchor;
  }

  add(finding: string): void {
    if (this.findings.length < FINDINGS_MAX) this.findings.push(finding);
  }

  waits(key: string): boolean {
    return this.#waiting.has(key);
  }

  /** Each document once: in the first walk none is met again at a later revision. */
  soFar() {
    const left = [...this.#waiting];
    const seen = new Map(this.#matched);
    for (const key of left) count(seen, key.slice(0, key.indexOf("/")));
    return { left, seen, documents: [...seen.values()].reduce((sum, some) => sum + some, 0) };
  }

  async walk(head: number, onProgress?: (done: number, of: number) => void): Promise<void> {
    while (this.position < head) {
      const page = await this.#store.read(this.position, LOG_PAGE);
      if (page.length === 0) {
        this.add(`the log ends at ${this.position}, its head is ${head}`);
        return;
      }
      for (const commit of page) this.#follow(commit);
      await this.#documents(page);
      onProgress?.(this.position, Math.max(head, this.position));
    }
  }

  #follow(commit: LogEntry): void {
    const { position, seal } = commit;
    if (position !== this.position + 1) {
      this.add(`commit ${position} follows commit ${this.position}`);
    } else if (!continues(this.hash, commit)) {
      this.add(`commit ${position} was changed, or one before it: the hash chain breaks here`);
    }
    this.position = position;
    this.hash = seal.hash;
    if (this.#anchor?.position !== position || this.#anchor.hash === hex(this.hash)) return;
    this.add(`commit ${position} has the hash ${hex(this.hash)}, not that of the anchor`);
  }

  async #documents(page: readonly LogEntry[]): Promise<void> {
    const ids = new Map<string, Set<string>>();
    for (const { collection, id } of page.flatMap(({ writes }) => writes)) {
      ids.set(collection, (ids.get(collection) ?? new Set()).add(id));
    }
    const found = new Map<string, Stored>();
    for (const [name, some] of ids) {
      const declared = this.#declared.get(name);
      if (declared === undefined) continue;
      const documents = await this.#store.getMany(declared, [...some]);
      for (const document of documents) {
        found.set(`${name}/${document.id}`, document);
        this.#onDocument?.(declared, document);
      }
    }
    for (const commit of page) this.#compare(commit, found);
  }

  #compare(commit: LogEntry, found: ReadonlyMap<string, Stored>): void {
    for (const [place, { collection: name, id, rev }] of commit.writes.entries()) {
      if (!this.#declared.has(name)) {
        this.add(`commit ${commit.position} wrote to ${name}, which this program does not know`);
        continue;
      }
      const key = `${name}/${id}`;
      const document = found.get(key);
      if (document === undefined || document.rev < rev) {
        const instead = document === undefined ? "is not there" : `is older: ${document.rev}`;
        this.add(`${key}, revision ${rev} by commit ${commit.position}, ${instead}`);
      } else if (document.rev > rev) {
        this.#waiting.add(key);
      } else {
        this.#waiting.delete(key);
        count(this.#matched, name);
        if (wrote(commit, place, textOfStored(document))) continue;
        this.add(`${key} is not what commit ${commit.position} wrote`);
      }
    }
  }
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
