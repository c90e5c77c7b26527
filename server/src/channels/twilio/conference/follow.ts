import { queuedCalls, type QueuedCall } from "@warmline/shared/acd/model.ts";
import { calls } from "@warmline/shared/calls/model.ts";
import { later } from "@warmline/shared/kernel/time.ts";
import type { LogEntry } from "@warmline/shared/store/port.ts";
import type { Deps } from "../../../platform/deps.ts";
import { findAll } from "../../../platform/stores/find-pages.ts";
import { writtenIds } from "../../../platform/stores/written-ids.ts";
import { accountOf } from "../account.ts";
import { orderDialling } from "../ring-back/dial-job.ts";
import { orderSettling } from "./settle-job.ts";

/** Talks that began longer ago were settled, or are long over. */
const LOOK_BACK_MS = 4 * 3_600_000;
const SETTLED = ["dialling", "connected", "held", "waiting", "ended"];

/**
 * Follows the log, on every node: each step of a call that somebody answered, and everybody who
 * joins its talk, is a job that settles who talks. What was committed while no server ran is found
 * at the start.
 */
export async function followTalks(deps: Deps): Promise<void> {
  const { store, config, clock } = deps;
  if (!(accountOf(config)?.reachesDesks ?? false)) return;

  async function seeQueued(changed: readonly QueuedCall[]): Promise<void> {
    for (const call of changed) {
      const { id, rev, answeredAt, ringBack } = call;
      await orderDialling(deps, call);
      const talked = answeredAt !== undefined || ringBack !== undefined;
      if (talked) await orderSettling(deps, id, `${rev}`);
    }
  }

  async function handle(batch: readonly LogEntry[]): Promise<void> {
    await seeQueued(await store.getMany(queuedCalls, writtenIds(batch, queuedCalls)));
    for (const { id, events } of await store.getMany(calls, writtenIds(batch, calls))) {
      // Each of them: of two who came in the same second none is known to be the last.
      const joined = events.filter(({ kind }) => kind === "joined");
      for (const { key } of joined) await orderSettling(deps, id, key);
    }
  }

  const head = await store.head();
  const from = later(clock.now(), -LOOK_BACK_MS);
  for (const state of SETTLED) {
    const query = { index: "byState", where: { state }, from };
    await seeQueued(await findAll(deps, queuedCalls, query));
  }
  const follower = store.follow(head, handle, { name: "talks" });
  deps.onStop(() => follower.stop());
}
