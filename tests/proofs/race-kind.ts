import type { Deps } from "@warmline/server/platform/deps.ts";
import type { Collection } from "@warmline/shared/store/collection.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import type { Write } from "@warmline/shared/store/write.ts";

/** Where a racer stands: one of several processes over the same data. */
export interface Ground {
  readonly store: Store;
  /** For races of commands. */
  readonly deps: Deps;
}

/**
 * Something that two try at the same moment, and what must be true whoever was first. All documents
 * of a round carry its name in their ids, so that many rounds run side by side.
 */
export interface RaceKind {
  readonly name: string;
  readonly collections: readonly Collection[];
  /** Its rounds share what they race for, so that they run one after the other. */
  readonly alone?: true;
  /** What stands when the race begins. */
  prepare(round: string, store: Store): readonly Write[] | Promise<readonly Write[]>;
  /** What each of the two does, once; answers whether it took effect. */
  readonly racers: readonly [Racer, Racer];
  /** Null when all is as it must be, else what was found. */
  check(store: Store, round: string, took: readonly boolean[]): Promise<unknown>;
}

export type Racer = (ground: Ground, round: string) => Promise<boolean>;
