import { agents, queuedCalls } from "@warmline/shared/acd/model.ts";
import type { Handling, QueueState } from "@warmline/shared/acd/wait.ts";
import type { Deps } from "../../platform/deps.ts";
import { AT_THEIR_DESKS } from "./queue-commands.ts";

type Needs = Pick<Deps, "store" | "clock">;

/** So old may be what an estimate goes by: all who wait look every three seconds. */
const KEPT_MS = 5_000;
/** An hour of the worst morning. */
const PEOPLE_MAX = 500;

async function read({ store }: Needs, handlingNow: () => Promise<Handling>): Promise<QueueState> {
  const [working, calls, handling] = await Promise.all([
    store.find(agents, { index: "byState", where: { state: AT_THEIR_DESKS }, limit: PEOPLE_MAX }),
    store.find(queuedCalls, { index: "byState", where: { state: "waiting" }, limit: PEOPLE_MAX }),
    handlingNow(),
  ]);
  return { agents: working, calls, handling };
}

/**
 * Who works and who waits, as it was within the last five seconds: one reading serves all who look
 * meanwhile. A call that came in since is not in it.
 */
export function makeQueueState(
  deps: Needs,
  handlingNow: () => Promise<Handling>,
): () => Promise<QueueState> {
  let kept: { readonly at: number; readonly state: Promise<QueueState> } | null = null;
  return () => {
    const at = deps.clock.now();
    // A clock that was set back must not keep it for longer.
    if (kept !== null && Math.abs(at - kept.at) < KEPT_MS) return kept.state;
    const state = read(deps, handlingNow);
    // What failed is read again by the next who looks.
    state.catch(() => (kept = null));
    kept = { at, state };
    return state;
  };
}
