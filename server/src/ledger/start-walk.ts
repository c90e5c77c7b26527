import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { journalWalks, type JournalWalk, type PastWalk } from "@warmline/shared/ledger/types.ts";
import { isWalking } from "@warmline/shared/ledger/walk.ts";
import { cityWide } from "@warmline/shared/staff/scope.ts";
import { insert, replace } from "@warmline/shared/store/write.ts";
import { attempt, commitAct, lost, type Caller } from "../platform/act.ts";
import type { Deps } from "../platform/deps.ts";
import { WALK_ID, type Walker } from "./walker.ts";

type StartRefusal = "out-of-scope" | "walk-running" | "changed-meanwhile";

/**
 * 核对账本: begins a walk through the whole journal in this process. One at a time on all nodes; one
 * whose process is gone stands in nobody's way. Refusals, in this order: `out-of-scope`,
 * `walk-running`, `changed-meanwhile` (`seen` is not the newest walk).
 */
export async function startWalk(
  deps: Deps,
  walker: Walker,
  caller: Caller,
  { seen }: { readonly seen: string | null },
): Promise<Result<JournalWalk, StartRefusal>> {
  if (!cityWide(caller.actor)) return refuse("out-of-scope");
  const started = await attempt<Result<JournalWalk, StartRefusal>>(async () => {
    const walk = await deps.store.get(journalWalks, WALK_ID);
    const now = deps.clock.now();
    if (walk !== null && isWalking(walk, now)) {
      return refuse("walk-running", { who: walk.startedBy });
    }
    if ((walk?.runId ?? null) !== seen) return refuse("changed-meanwhile");
    const before = pastOf(walk);
    const next = {
      id: WALK_ID,
      state: "running" as const,
      runId: deps.ids.next(),
      startedAt: now,
      startedBy: caller.actor.name,
      beatAt: now,
      progress: null,
      ...(before === undefined ? {} : { before }),
    };
    const write = walk === null ? insert(journalWalks, next) : replace(journalWalks, walk, next);
    const act = { command: "ledger.start-walk", subjects: [`journalWalks/${WALK_ID}`] };
    const committed = await commitAct(deps, caller, act, [write]);
    return committed.ok ? ok({ ...next, rev: write.readRev + 1 }) : lost;
  });
  if (started.ok) walker.begin(started.value.runId, caller);
  return started;
}

/** What is remembered of the walk before: the newest that went to the end. */
function pastOf(walk: JournalWalk | null): PastWalk | undefined {
  if (walk === null) return undefined;
  const { state, startedBy, endedAt, report, before } = walk;
  const whole = state === "sound" || state === "tampered";
  if (!whole || report === undefined || endedAt === undefined) return before;
  const { entries, households } = report;
  return { state, startedBy, endedAt, entries, households };
}
