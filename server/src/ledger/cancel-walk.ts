import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { journalWalks, type JournalWalk } from "@warmline/shared/ledger/types.ts";
import { isWalking } from "@warmline/shared/ledger/walk.ts";
import { cityWide } from "@warmline/shared/staff/scope.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { attempt, commitAct, lost, type Caller } from "../platform/act.ts";
import type { Deps } from "../platform/deps.ts";
import { WALK_ID, type Walker } from "./walker.ts";

type CancelRefusal = "out-of-scope" | "walk-not-running" | "changed-meanwhile";

/**
 * Asks the walk to stop, in whichever process it is; starting anew is the inverse. Refusals, in
 * this order: `out-of-scope`, `walk-not-running` (also when another has begun since).
 */
export async function cancelWalk(
  deps: Deps,
  walker: Walker,
  caller: Caller,
  { runId }: { readonly runId: string },
): Promise<Result<JournalWalk, CancelRefusal>> {
  if (!cityWide(caller.actor)) return refuse("out-of-scope");
  const asked = await attempt<Result<JournalWalk, CancelRefusal>>(async () => {
    const walk = await deps.store.get(journalWalks, WALK_ID);
    if (walk?.runId !== runId || !isWalking(walk, deps.clock.now())) {
      return refuse("walk-not-running");
    }
    const next = { ...walk, cancelAsked: true };
    const act = { command: "ledger.cancel-walk", subjects: [`journalWalks/${WALK_ID}`] };
    const committed = await commitAct(deps, caller, act, [replace(journalWalks, walk, next)]);
    return committed.ok ? ok({ ...next, rev: walk.rev + 1 }) : lost;
  });
  if (asked.ok) await walker.look();
  return asked;
}
