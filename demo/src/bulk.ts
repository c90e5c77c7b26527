import type { Collection } from "@warmline/shared/store/collection.ts";
import type { Write } from "@warmline/shared/store/write.ts";
import { commitAudited } from "@warmline/server/platform/audit/commit-audited.ts";
import type { Caller } from "@warmline/server/platform/commands/caller.ts";
import type { Deps } from "@warmline/server/platform/deps.ts";

/** Everything that the demo city holds was written by this actor, and says so. */
export const demoCaller: Caller = {
  actor: { kind: "system", id: "demo", name: "演示城市" },
  origin: "demo",
  language: "zh",
};

/** A commit of this many documents stays well below the engines' limits and holds nobody up. */
const CHUNK_WRITES = 1_500;

export interface Bulk {
  /** Documents of one fact: never split over two commits. */
  add(writes: readonly Write[]): Promise<void>;
  flush(): Promise<void>;
}

/**
 * Commits many facts in chunks. A chunk that is there already is passed over: the city is the same
 * for the same seed, so that what was interrupted is simply made once more.
 */
export function makeBulk(deps: Pick<Deps, "store" | "clock" | "ids">, command: string): Bulk {
  let waiting: Write[] = [];

  async function flush(): Promise<void> {
    if (waiting.length === 0) return;
    const writes = waiting;
    waiting = [];
    await commitOnce(deps, command, writes);
  }

  return {
    async add(writes) {
      waiting.push(...writes);
      if (waiting.length >= CHUNK_WRITES) await flush();
    },
    flush,
  };
}

/** One commit of the demo city; one that is there already is passed over. */
export async function commitOnce(
  deps: Pick<Deps, "store" | "clock" | "ids">,
  command: string,
  writes: readonly Write[],
): Promise<void> {
  const result = await commitAudited(
    deps,
    demoCaller,
    { command, subjects: ["demo/city"] },
    writes,
  );
  if (result.ok) return;
  const first = writes[0];
  const there = first && (await deps.store.get(first.collection as Collection, first.id));
  if (!there) throw new Error(`the demo city cannot be made: ${JSON.stringify(result.conflict)}`);
}
