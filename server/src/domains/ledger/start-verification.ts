import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import {
  verificationRuns,
  type VerificationRun,
  type PastVerification,
} from "@warmline/shared/ledger/verification.ts";
import { isVerifying } from "@warmline/shared/ledger/verification.ts";
import { cityWide } from "@warmline/shared/access/scope.ts";
import { insert, replace } from "@warmline/shared/store/write.ts";
import { commitAudited } from "../../platform/audit/commit-audited.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import { attempt, lost } from "../../platform/commands/old-attempt.ts";
import type { Deps } from "../../platform/deps.ts";
import { WALK_ID, type VerificationRunner } from "./verification-runner.ts";

type StartRefusal = "out-of-scope" | "verification-running" | "changed-meanwhile";

/**
 * 核对账本: begins a walk through the whole journal in this process. One at a time on all nodes; one
 * whose process is gone stands in nobody's way. Refusals, in this order: `out-of-scope`,
 * `verification-running`, `changed-meanwhile` (`seen` is not the newest run).
 */
export async function startVerification(
  deps: Deps,
  verification: VerificationRunner,
  caller: Caller,
  { seen }: { readonly seen: string | null },
): Promise<Result<VerificationRun, StartRefusal>> {
  if (!cityWide(caller.actor)) return refuse("out-of-scope");
  const started = await attempt<Result<VerificationRun, StartRefusal>>(async () => {
    const run = await deps.store.get(verificationRuns, WALK_ID);
    const now = deps.clock.now();
    if (run !== null && isVerifying(run, now)) {
      return refuse("verification-running", { who: run.startedBy });
    }
    if ((run?.runId ?? null) !== seen) return refuse("changed-meanwhile");
    const before = pastOf(run);
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
    const write =
      run === null ? insert(verificationRuns, next) : replace(verificationRuns, run, next);
    const act = { command: "ledger.start-walk", subjects: [`verificationRuns/${WALK_ID}`] };
    const committed = await commitAudited(deps, caller, act, [write]);
    return committed.ok ? ok({ ...next, rev: write.readRev + 1 }) : lost;
  });
  if (started.ok) verification.begin(started.value.runId, caller);
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
