import { assert } from "@warmline/shared/kernel/assert.ts";
import type { Clock } from "@warmline/shared/kernel/time.ts";
import { collection, type Body, type Collection } from "@warmline/shared/store/collection.ts";
import { StoreUnusable, type Conflict, type Store } from "@warmline/shared/store/port.ts";
import {
  upgradeRuns,
  type FormerDocument,
  type FormerStore,
  type Placed,
  type Upgrade,
  type UpgradeRun,
} from "@warmline/shared/store/upgrade.ts";
import { STORE_VERSION } from "@warmline/shared/store/version.ts";
import { put, takeOver, type Write } from "@warmline/shared/store/write.ts";

/** Documents read at once; what they come to is one commit. */
const CHUNK = 200;

/**
 * A store of the version before and the one that takes its place. Nobody else can write to either
 * while this is open, and the former stays whole.
 */
export interface UpgradeSite {
  readonly former: FormerStore;
  /** New, or as an upgrade that was cut short left it. Closed by the caller. */
  openNext(collections: readonly Collection[]): Promise<Store>;
  /** Once the next store is closed: it takes the former's place. Answers where that is kept. */
  finish(): Promise<string>;
  close(): Promise<void>;
}

export interface UpgradeProgress {
  readonly collection: string;
  readonly done: number;
  readonly of: number;
}

export interface UpgradeOptions {
  readonly site: UpgradeSite;
  readonly upgrades: readonly Upgrade[];
  /** What the program declares. */
  readonly collections: readonly Collection[];
  readonly clock: Clock;
  readonly onProgress?: (progress: UpgradeProgress) => void;
}

/**
 * Leads a store from the version before to this program's: every document is read once and
 * committed, changed or not, so that the hash chain holds all that is there from the first commit
 * on. How far it is stands in the same commits: killed anywhere and run again it comes to the same.
 * Throws `StoreUnusable` when documents collide under a unique key that did not hold before.
 */
export async function upgradeStore(options: UpgradeOptions): Promise<UpgradeRun> {
  const { site, upgrades, collections, clock } = options;
  const { former } = site;
  const names = await former.names();
  const all = declared(collections, names, upgrades);
  const store = await site.openNext([...all.values()]);
  try {
    let run = await begun(store, former.version, clock);
    for (const name of run.state === "done" ? [] : names) {
      run = await walk({ ...options, store, all, name }, run);
    }
    const ended = { ...run, state: "done", endedAt: clock.now() } as const;
    return run.state === "done" ? run : await commitRun(store, run, ended, []);
  } finally {
    await store.close();
  }
}

/**
 * With bare declarations for what this program does not know: nothing is lost that is not dropped.
 */
function declared(
  collections: readonly Collection[],
  names: readonly string[],
  upgrades: readonly Upgrade[],
): Map<string, Collection> {
  const handled = new Set(upgrades.filter(replaces).map(({ from }) => from));
  const kept = names.filter((name) => !handled.has(name));
  const added = upgrades.filter(({ from }) => names.includes(from)).flatMap(({ into }) => into);
  const bare = [...kept, ...added].map((name) => collection(name));
  return new Map([...bare, ...collections, upgradeRuns].map((one) => [one.name, one]));
}

const replaces = ({ version, how }: Upgrade) => version === STORE_VERSION && how === "replace";

async function begun(store: Store, from: number, clock: Clock): Promise<UpgradeRun> {
  const id = String(STORE_VERSION);
  const found = await store.get(upgradeRuns, id);
  if (found !== null) return found;
  const first = { from, state: "running", startedAt: clock.now(), taken: {}, placed: {} } as const;
  return commitRun(store, null, { id, ...first }, []);
}

interface Walk extends UpgradeOptions {
  readonly store: Store;
  readonly all: ReadonlyMap<string, Collection>;
  readonly name: string;
}

/** One former collection, from where the run left off. */
async function walk(of: Walk, started: UpgradeRun): Promise<UpgradeRun> {
  const { site, store, name, onProgress } = of;
  const { former } = site;
  const total = await former.count(name);
  let run = started;
  for (;;) {
    const { after, count } = run.taken[name] ?? { after: "", count: 0 };
    const chunk = await former.page(name, after, CHUNK);
    const last = chunk.at(-1);
    if (last === undefined) {
      if (count === total) return run;
      throw new StoreUnusable(`${name}: ${count} documents were taken over, ${total} were there`);
    }
    const placed = await made(of, chunk);
    const done = count + chunk.length;
    const taken = { ...run.taken, [name]: { after: last.id, count: done } };
    const next = { ...run, taken, placed: counted(run.placed, placed) };
    run = await commitRun(
      store,
      run,
      next,
      placed.map((one) => writeOf(of.all, one)),
    );
    onProgress?.({ collection: name, done, of: total });
  }
}

async function made(
  { site, upgrades, name }: Walk,
  chunk: readonly FormerDocument[],
): Promise<readonly Placed[]> {
  const mine = upgrades.filter(({ version, from }) => version === STORE_VERSION && from === name);
  const replacing = mine.filter(replaces);
  assert(replacing.length <= 1, `${name} is replaced once`);
  const kept = chunk.map((document) => ({ collection: name, document }));
  const placed = replacing.length > 0 ? [] : kept;
  for (const upgrade of mine) placed.push(...(await upgrade.make(chunk, site.former)));
  return placed;
}

function counted(before: UpgradeRun["placed"], placed: readonly Placed[]): UpgradeRun["placed"] {
  const counts: Record<string, number> = { ...before };
  for (const { collection: name } of placed) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

function writeOf(all: ReadonlyMap<string, Collection>, placed: Placed): Write {
  const into = all.get(placed.collection);
  assert(into, `${placed.collection} is declared`);
  return takeOver(into, placed.document);
}

async function commitRun(
  store: Store,
  before: UpgradeRun | null,
  { rev: _, ...next }: Body<UpgradeRun> & { readonly rev?: number },
  writes: readonly Write[],
): Promise<UpgradeRun> {
  const run = put(upgradeRuns, before, next);
  const result = await store.commit([...writes, run], [], { bulk: true });
  if (!result.ok) throw new StoreUnusable(sentence(result.conflict));
  return { ...next, rev: (before?.rev ?? 0) + 1 };
}

function sentence(conflict: Conflict): string {
  const { kind, collection: name, id = "" } = conflict;
  if (name === upgradeRuns.name) return "another upgrade of this store is under way";
  if (kind !== "unique")
    return `${name}/${id} came twice: the store of the version before is damaged`;
  return (
    `${name}/${id} collides with another document under the unique key ${conflict.key}: settle ` +
    "them with the program before this one, then upgrade again"
  );
}
