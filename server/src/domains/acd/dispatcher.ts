import { agents, queuedCalls, type QueuedCall } from "@warmline/shared/acd/model.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import type { Deps } from "../../platform/deps.ts";
import { findAll } from "../../platform/stores/find-pages.ts";
import { distribute } from "./distribute.ts";
import { ringOut } from "./queue-commands.ts";
import { timeOutDialling } from "./ring-back-commands.ts";
import { watchQueue } from "./watch-queue.ts";

/** What the queue does by itself stands in the trail under this name. */
const DISPATCHER: Caller = {
  actor: { kind: "system", id: "acd", name: "话务分配" },
  origin: "acd",
  language: "zh",
};

/** Rings out what rang too long, then reserves whoever is free; done twice it finds it done. */
export async function sweep(deps: Deps): Promise<void> {
  const now = deps.clock.now();
  for (const { id, state, reservedUntil, consult } of await ringing(deps)) {
    const until = reservedUntil ?? consult?.until ?? now;
    const over = state === "dialling" ? timeOutDialling : ringOut;
    if (until <= now) await runCommand(deps, DISPATCHER, over, { callId: id });
  }
  await runCommand(deps, DISPATCHER, distribute, {});
}

/** What rings at somebody's desk: a call that wants an agent, or an agent who asks a colleague. */
async function ringing(deps: Pick<Deps, "store">): Promise<readonly QueuedCall[]> {
  const rung = await findAll(deps, agents, { index: "byState", where: { state: "reserved" } });
  return deps.store.getMany(
    queuedCalls,
    rung.flatMap(({ callId }) => callId ?? []),
  );
}

/**
 * Follows the log, on every node: a call that came in, or an agent who is free, is paired at once;
 * what depends on time alone (a bell that rang too long, a call that asks for less by now) is
 * looked for every second while anything waits or rings. Two nodes may both do so: each
 * reservation is one commit at the revisions that were seen.
 */
export function followQueue(deps: Deps): Promise<void> {
  return watchQueue(deps, {
    name: "acd",
    of: [agents.name, queuedCalls.name],
    sweep: () => sweep(deps),
    isBusy: () => isBusy(deps),
  });
}

/** Whether anything waits or rings: time alone may change what becomes of it. */
async function isBusy({ store }: Pick<Deps, "store">): Promise<boolean> {
  const first = (state: string) => ({ index: "byState", where: { state }, limit: 1 });
  const [waits, rings] = await Promise.all([
    store.find(queuedCalls, first("waiting")),
    store.find(agents, first("reserved")),
  ]);
  return waits.length + rings.length > 0;
}
