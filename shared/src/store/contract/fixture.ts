import { afterAll, beforeAll } from "vitest";
import { collection, type Collection, type Stored } from "../collection.ts";
import type { CommitResult, LogEntry, Store } from "../port.ts";

export interface OpenedStore {
  readonly store: Store;
  /** Another store over the same data, as a second process would open it; both stay open. */
  reopen(): Promise<Store>;
  /** Closes all of them and removes the data. */
  cleanup(): Promise<void>;
}

export type OpenStore = (collections: readonly Collection[]) => Promise<OpenedStore>;

/** What a stand-in for the real engine cannot do; every real one does it all. */
export interface EngineLimits {
  /** Text is sorted by code point, also beyond U+FFFF. */
  readonly byCodePoint: boolean;
}

/** One type of value a field, as in real documents; each may be missing. */
export interface Thing extends Stored {
  readonly kind?: string | null;
  readonly rank?: number | null;
  readonly open?: boolean;
  readonly place?: { readonly district?: string; readonly floor?: number };
  readonly phones?: readonly string[];
  readonly source?: string | null;
  readonly sourceId?: string | null;
  readonly badge?: number | null;
  readonly words?: unknown;
}

export const things = collection<Thing>("things", {
  indexes: {
    byKind: ["kind", "rank"],
    byRank: ["rank"],
    byOpen: ["open", "kind", "rank"],
    byDistrict: ["place.district", "place.floor"],
    byPhone: ["phones[]"],
    byFloor: ["place.floor", "rank"],
  },
  sparse: ["byFloor"],
  unique: { source: ["source", "sourceId"], badge: ["badge"] },
});

export interface Fact extends Stored {
  readonly stream: string;
  readonly seq: number;
}

export const facts = collection<Fact>("facts", {
  indexes: { byStream: ["stream", "seq"] },
  unique: { seq: ["stream", "seq"] },
  appendOnly: true,
});

export interface Counter extends Stored {
  readonly value: number;
}

export const counters = collection<Counter>("counters");

export const CONTRACT_COLLECTIONS = [things, facts, counters] as readonly Collection[];

/** One empty store for a describe block; `opened()` inside its tests. */
export function fixture(open: OpenStore): () => OpenedStore {
  let current: OpenedStore | undefined;
  beforeAll(async () => {
    current = await open(CONTRACT_COLLECTIONS);
  });
  afterAll(async () => {
    await current?.cleanup();
  });
  return () => current!;
}

/** The position of a commit that must have gone through. */
export function positionOf(result: CommitResult): number {
  if (!result.ok) throw new Error(`lost: ${JSON.stringify(result.conflict)}`);
  return result.position;
}

/** A follower's handler that keeps what it saw, and a way to wait for it. */
export function collector() {
  const seen: LogEntry[] = [];
  const waiting = new Set<() => void>();
  return {
    seen,
    async handle(batch: readonly LogEntry[]): Promise<void> {
      seen.push(...batch);
      for (const wake of waiting) wake();
    },
    /** Resolves once the commit at `position` was handed over. */
    async reached(position: number): Promise<void> {
      while ((seen.at(-1)?.position ?? 0) < position) {
        await new Promise<void>((resolve) => waiting.add(resolve));
      }
    },
  };
}
