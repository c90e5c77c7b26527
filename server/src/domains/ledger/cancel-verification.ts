import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { verificationRuns, type VerificationRun } from "@warmline/shared/ledger/verification.ts";
import { cityWide } from "@warmline/shared/access/scope.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { commitAudited } from "../../platform/audit/commit-audited.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import { attempt, lost } from "../../platform/commands/old-attempt.ts";
import type { Deps } from "../../platform/deps.ts";
import { verificationJob, WALK_ID } from "./verification-job.ts";
import { verificationStanding } from "./verification-standing.ts";

type CancelRefusal = "out-of-scope" | "verification-not-running" | "changed-meanwhile";

/**
 * Asks the run to stop, in whichever process it is; starting anew is the inverse. Refusals, in
 * this order: `out-of-scope`, `verification-not-running` (also when another has begun since).
 */
export async function cancelVerification(
  deps: Deps,
  caller: Caller,
  { runId }: { readonly runId: string },
): Promise<Result<VerificationRun, CancelRefusal>> {
  if (!cityWide(caller.actor)) return refuse("out-of-scope");
  const asked = await attempt<Result<VerificationRun, CancelRefusal>>(async () => {
    const run = await deps.store.get(verificationRuns, WALK_ID);
    const state = run && (await verificationStanding(deps, run)).state;
    if (run?.runId !== runId || state !== "running") {
      return refuse("verification-not-running");
    }
    const next = { ...run, cancelAsked: true };
    const act = { command: "ledger.cancel-walk", subjects: [`verificationRuns/${WALK_ID}`] };
    const committed = await commitAudited(deps, caller, act, [
      replace(verificationRuns, run, next),
    ]);
    return committed.ok ? ok({ ...next, rev: run.rev + 1 }) : lost;
  });
  if (asked.ok) await deps.jobs.cancel(verificationJob.name, runId);
  return asked;
}
