import { ok, type Result } from "@warmline/shared/kernel/result.ts";
import { later, type Instant } from "@warmline/shared/kernel/time.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { storedFiles, type StoredFile } from "@warmline/shared/files/model.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import { command } from "../../platform/commands/command.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import type { Deps } from "../../platform/deps.ts";

/** An upload may wait so long for what it belongs to: a form that was left open over lunch. */
const WAIT_MS = 6 * 3_600_000;
const BATCH = 200;

const sweeper: Caller = {
  actor: { kind: "system", id: "files-sweep", name: "files sweep" },
  origin: "system",
  language: "zh",
};

interface Sweeping {
  readonly id: string;
  readonly from: StoredFile["state"];
  readonly to: StoredFile["state"];
}

/** Answers whether it was still so; it may have been attached at this very moment. */
const markFile = command({
  name: "files.sweep",
  scope: "anywhere",
  load: async (reads, { id }: Sweeping): Promise<Result<StoredFile | null, never>> =>
    ok(await reads.get(storedFiles, id)),
  decide(file, { from, to }) {
    if (file?.state !== from) return ok({ value: false, writes: [], subjects: [] });
    const writes = [replace(storedFiles, file, { ...file, state: to })];
    return ok({ value: true, writes, subjects: [`${storedFiles.name}/${file.id}`] });
  },
});

/**
 * Removes uploads that never became part of anything; answers how many went. A file is dropped
 * before its content goes, so that it can no longer be attached; what a crash left dropped goes the
 * next time.
 */
export async function sweepFiles(deps: Deps, signal?: AbortSignal): Promise<number> {
  const before = later(deps.clock.now(), -WAIT_MS);
  const mark = async (id: string, from: StoredFile["state"], to: StoredFile["state"]) => {
    const caller = signal === undefined ? sweeper : { ...sweeper, signal };
    const marked = await runCommand(deps, caller, markFile, { id, from, to });
    return marked.ok && marked.value;
  };
  await eachOf(deps, "waiting", before, ({ id }) => mark(id, "waiting", "dropped"));
  return eachOf(deps, "dropped", before, async ({ id }) => {
    await deps.files.remove(id);
    return mark(id, "dropped", "swept");
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
