import { jobFences } from "@warmline/shared/jobs/model.ts";
import type { Collection } from "@warmline/shared/store/collection.ts";
import type { Guard, Store } from "@warmline/shared/store/port.ts";
import { put } from "@warmline/shared/store/write.ts";
import { RunAborted } from "./run.ts";

/**
 * The guard of run number `run`: from now on it holds against every older run of the job, and until
 * a newer one asks for its own. It lies in the document store with either engine, as that is where
 * the commits are made that it protects. Throws `RunAborted` when a newer run was here.
 */
export async function fenceOf(
  store: Pick<Store, "get" | "commit">,
  id: string,
  run: number,
): Promise<Guard> {
  for (;;) {
    const current = await store.get(jobFences, id);
    if (current !== null && current.run > run) throw new RunAborted("lost");
    if (current?.run === run) return guard(id, current.rev);
    const body = { id, run };
    const write = put(jobFences, current, body);
    const committed = await store.commit([write]);
    if (committed.ok) return guard(id, write.readRev + 1);
  }
}

function guard(id: string, rev: number): Guard {
  return { collection: jobFences as Collection, id, rev };
}
