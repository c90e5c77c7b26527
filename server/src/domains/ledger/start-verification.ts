import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import {
  verificationRuns,
  type VerificationRun,
  type PastVerification,
} from "@warmline/shared/ledger/verification.ts";
import { cityWide } from "@warmline/shared/access/scope.ts";
import { insert, replace } from "@warmline/shared/store/write.ts";
import { commitAudited } from "../../platform/audit/commit-audited.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import { attempt, lost } from "../../platform/commands/old-attempt.ts";
import type { Deps } from "../../platform/deps.ts";
import { verificationJob, WALK_ID } from "./verification-job.ts";
import { verificationStanding } from "./verification-standing.ts";

type StartRefusal = "out-of-scope" | "verification-running" | "changed-meanwhile";

/**
 * 核对账本: begins a verification run, a job of whichever node has time for it. One at a time on all
 * nodes; one that was given up stands in nobody's way. Refusals, in this order: `out-of-scope`,
 * `verification-running`, `changed-meanwhile` (`seen` is not the newest run).
 */
export async function startVerification(
  deps: Deps,
  caller: Caller,
  { seen }: { readonly seen: string | null },
): Promise<Result<VerificationRun, StartRefusal>> {
  if (!cityWide(caller.actor)) return refuse("out-of-scope");
  const started = await attempt<Result<VerificationRun, StartRefusal>>(async () => {
    const newest = await deps.store.get(verificationRuns, WALK_ID);
    const standing = newest && (await verificationStanding(deps, newest));
    const run = standing?.run ?? null;
    if (run !== null && standing?.state === "running") {
      return refuse("verification-running", { who: run.startedBy });
    }
    if ((run?.runId ?? null) !== seen) return refuse("changed-meanwhile");
    const before = pastOf(run);
    const next = {
      id: WALK_ID,
      state: "running" as const,
      runId: deps.ids.next(),
      startedAt: deps.clock.now(),
      startedBy: caller.actor.name,
      progress: null,
      ...(before === undefined ? {} : { before }),
    };
    const write =
      run === null ? insert(verificationRuns, next) : replace(verificationRuns, run, next);
    const act = { command: "ledger.start-walk", subjects: [`verificationRuns/${WALK_ID}`] };
    const committed = await commitAudited(deps, caller, act, [write]);
    return committed.ok ? ok({ ...next, rev: write.readRev + 1 }) : lost;
  });
  if (started.ok) {
    const { actor, origin, language } = caller;
    const { runId } = started.value;
    const payload = { runId, caller: { actor, origin, language } };
    await deps.jobs.enqueue(verificationJob, { key: runId, payload });
  }
  return started;
}

/** What is remembered of the walk before: the newest that went to the end. */
function pastOf(run: VerificationRun | null): PastVerification | undefined {
  if (run === null) return undefined;
  const { state, startedBy, endedAt, report, before } = run;
  const whole = state === "sound" || state === "tampered";
  if (!whole || report === undefined || endedAt === undefined) return before;
  const { entries, households } = report;
  return { state, startedBy, endedAt, entries, households };
}
