import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { VerificationAnswer } from "@warmline/shared/ledger/answers.ts";
import {
  isVerifying,
  verificationRuns,
  type PastVerification,
  type VerificationRun,
} from "@warmline/shared/ledger/verification.ts";
import { insert, replace } from "@warmline/shared/store/write.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import { command, type Decision } from "../../platform/commands/command.ts";
import { runCommand, type CommandCode } from "../../platform/commands/run-command.ts";
import type { Deps } from "../../platform/deps.ts";
import { currentVerification } from "./verification-queries.ts";
import { RUN_ID, type VerificationRunner } from "./verification-runner.ts";

type Started = { readonly runId: string };
type StartCode = "verification-running" | "changed-meanwhile";

const start = command({
  name: "ledger.start-verification",
  scope: "city",
  load: async (
    reads,
    _: { readonly seen: string | null },
  ): Promise<Result<VerificationRun | null, StartCode>> =>
    ok(await reads.get(verificationRuns, RUN_ID)),
  decide(run, { seen }, { at, actor, nextId }): Result<Decision<Started>, StartCode> {
    if (run !== null && isVerifying(run, at)) {
      return refuse("verification-running", { who: run.startedBy });
    }
    if ((run?.runId ?? null) !== seen) return refuse("changed-meanwhile");
    const before = pastOf(run);
    const next = {
      id: RUN_ID,
      state: "running" as const,
      runId: nextId(),
      startedAt: at,
      startedBy: actor.name,
      beatAt: at,
      progress: null,
      ...(before === undefined ? {} : { before }),
    };
    const write =
      run === null ? insert(verificationRuns, next) : replace(verificationRuns, run, next);
    const subjects = [`verificationRuns/${RUN_ID}`];
    return ok({ value: { runId: next.runId }, writes: [write], subjects });
  },
});

/**
 * 核对账本: begins to verify the whole journal in this process. One run at a time on all nodes; one
 * whose process is gone stands in nobody's way. Refusals, in this order: `out-of-scope`,
 * `verification-running`, `changed-meanwhile` (`seen` is not the newest run).
 */
export async function startVerification(
  deps: Deps,
  verification: VerificationRunner,
  caller: Caller,
  input: { readonly seen: string | null },
): Promise<Result<VerificationAnswer, StartCode | CommandCode | "not-found">> {
  const started = await runCommand(deps, caller, start, input);
  if (!started.ok) return started;
  const run = await deps.store.get(verificationRuns, RUN_ID);
  // The same key again begins nothing: its run goes on, or is over.
  const fresh = run?.runId === started.value.runId && run.beatAt === run.startedAt;
  if (fresh && run.state === "running") verification.begin(run.runId, caller);
  return currentVerification(deps, verification);
}

/** What is remembered of the run before: the newest that went to the end. */
function pastOf(run: VerificationRun | null): PastVerification | undefined {
  if (run === null) return undefined;
  const { state, startedBy, endedAt, report, before } = run;
  const whole = state === "sound" || state === "tampered";
  if (!whole || report === undefined || endedAt === undefined) return before;
  const { entries, households } = report;
  return { state, startedBy, endedAt, entries, households };
}

type CancelCode = "verification-not-running";

const cancel = command({
  name: "ledger.cancel-verification",
  scope: "city",
  load: async (reads, _: Started): Promise<Result<VerificationRun | null, CancelCode>> =>
    ok(await reads.get(verificationRuns, RUN_ID)),
  decide(run, { runId }, { at }): Result<Decision<{ readonly done: true }>, CancelCode> {
    if (run?.runId !== runId || !isVerifying(run, at)) return refuse("verification-not-running");
    return ok({
      value: { done: true },
      writes: [replace(verificationRuns, run, { ...run, cancelAsked: true })],
      subjects: [`verificationRuns/${RUN_ID}`],
    });
  },
});

/**
 * Asks the run to stop, in whichever process it is; starting anew is the inverse. Refusals, in this
 * order: `out-of-scope`, `verification-not-running` (also when another has begun since).
 */
export async function cancelVerification(
  deps: Deps,
  verification: VerificationRunner,
  caller: Caller,
  input: Started,
): Promise<Result<VerificationAnswer, CancelCode | CommandCode | "not-found">> {
  const asked = await runCommand(deps, caller, cancel, input);
  if (!asked.ok) return asked;
  await verification.look();
  return currentVerification(deps, verification);
}
