import type { Instant } from "@warmline/shared/kernel/time.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { storedFiles, type StoredFile } from "@warmline/shared/cases/model.ts";
import { commitAudited } from "../../platform/audit/commit-audited.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Deps } from "../../platform/deps.ts";

/** An upload may wait so long for its case: a form that was left open over lunch. */
const WAIT_MS = 6 * 3_600_000;
const BATCH = 200;

const sweeper: Caller = {
  actor: { kind: "system", id: "files-sweep", name: "files sweep" },
  origin: "system",
  language: "zh",
};

/**
 * Removes uploads that never became part of a case; answers how many went. A file is dropped before
 * its content goes, so that it can no longer be attached; what a crash left dropped goes the next
 * time.
 */
export async function sweepFiles(deps: Deps): Promise<number> {
  const before = deps.clock.now() - WAIT_MS;
  await eachOf(deps, "waiting", before, (file) => mark(deps, file, "dropped"));
  return eachOf(deps, "dropped", before, async (file) => {
    await deps.files.remove(file.id);
    return mark(deps, file, "swept");
  });
}

/** Files in `state` that were uploaded before, until none is left or none moves any more. */
async function eachOf(
  { store }: Deps,
  state: StoredFile["state"],
  before: Instant,
  move: (file: StoredFile) => Promise<boolean>,
): Promise<number> {
  const query = { index: "byState", where: { state }, to: before, limit: BATCH } as const;
  for (let moved = 0; ;) {
    let progress = 0;
    const found = await store.find(storedFiles, query);
    for (const file of found) if (await move(file)) progress += 1;
    moved += progress;
    if (found.length < BATCH || progress === 0) return moved;
  }
}

/** False: it was attached at this very moment. */
async function mark(deps: Deps, file: StoredFile, state: StoredFile["state"]): Promise<boolean> {
  const of = { command: "files.sweep", subjects: [`storedFiles/${file.id}`] };
  const committed = await commitAudited(deps, sweeper, of, [
    replace(storedFiles, file, { ...file, state }),
  ]);
  return committed.ok;
}
