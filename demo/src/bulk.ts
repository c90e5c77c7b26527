import type { Collection } from "@warmline/shared/store/collection.ts";
import type { CommitOptions } from "@warmline/shared/store/port.ts";
import type { Write } from "@warmline/shared/store/write.ts";
import { commitAudited } from "@warmline/server/platform/audit/commit-audited.ts";
import type { Caller } from "@warmline/server/platform/commands/caller.ts";
import type { Deps } from "@warmline/server/platform/deps.ts";
import { commitChunks } from "@warmline/server/platform/stores/commit-chunks.ts";

/** Everything that the demo city holds was written by this actor, and says so. */
export const demoCaller: Caller = {
  actor: { kind: "system", id: "demo", name: "演示城市" },
  origin: "demo",
  language: "zh",
};

/** A commit of this many documents holds nobody up for longer than a few milliseconds. */
const CHUNK_WRITES = 400;

type BulkDeps = Pick<Deps, "store" | "clock" | "ids">;

/** All documents of one fact: never split over two commits. */
export type Fact = readonly Write[];

/**
 * Commits many facts in chunks. A chunk that is there already is passed over: the city is the same
 * for the same seed, so that what was interrupted is simply made once more.
 */
export function commitFacts(deps: BulkDeps, command: string, facts: Iterable<Fact>): Promise<void> {
  return commitChunks({
    chunks: gathered(facts),
    commit: async (writes) => {
      await commitOnce(deps, command, writes, { bulk: true });
      return null;
    },
  });
}

function* gathered(facts: Iterable<Fact>): Generator<Write[]> {
  let chunk: Write[] = [];
  for (const writes of facts) {
    chunk.push(...writes);
    if (chunk.length < CHUNK_WRITES) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

/** One commit of the demo city; one that is there already is passed over. */
export async function commitOnce(
  deps: BulkDeps,
  command: string,
  writes: readonly Write[],
  how: CommitOptions = {},
): Promise<void> {
  const of = { command, subjects: ["demo/city"] };
  const result = await commitAudited(deps, demoCaller, of, writes, how);
  if (result.ok) return;
  const first = writes[0];
  const there = first && (await deps.store.get(first.collection as Collection, first.id));
  if (!there) throw new Error(`the demo city cannot be made: ${JSON.stringify(result.conflict)}`);
}
