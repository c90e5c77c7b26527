import { storedJobs, type StoredJob } from "@warmline/shared/jobs/model.ts";
import type { Clock, Instant } from "@warmline/shared/kernel/time.ts";
import type { Body } from "@warmline/shared/store/collection.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import { insert, replace, type Write } from "@warmline/shared/store/write.ts";
import { REPEATED, type JobKind } from "../kind.ts";
import { firstDue, nextDue } from "../schedule.ts";

/**
 * Repeated jobs exist, once, whoever else begins at the same moment; and none waits for longer than
 * its schedule says, also after the clock was set back or the schedule was changed.
 */
export async function keepRepeated(
  { store, clock }: { readonly store: Pick<Store, "get" | "commit">; readonly clock: Clock },
  kinds: readonly JobKind[],
): Promise<void> {
  for (const kind of kinds) {
    if (kind.repeat === undefined) continue;
    const id = `${kind.name}/${REPEATED}`;
    const write = needed(await store.get(storedJobs, id), id, kind, clock.now());
    // Whoever was first did the same.
    if (write !== null) await store.commit([write]);
  }
}

function needed(
  current: StoredJob | null,
  id: string,
  { name, repeat }: JobKind,
  now: Instant,
): Write | null {
  if (repeat === undefined || current?.state === "running") return null;
  if (current === null) {
    const first: Body<StoredJob> = {
      id,
      job: name,
      key: REPEATED,
      state: "waiting",
      repeats: true,
      payload: null,
      enqueuedAt: now,
      at: firstDue(repeat, now),
      runs: 0,
      failures: 0,
    };
    return insert(storedJobs, first);
  }
  const latest = nextDue(repeat, now);
  if (current.state === "waiting" && current.at <= latest) return null;
  return replace(storedJobs, current, { ...current, state: "waiting", at: latest });
}
