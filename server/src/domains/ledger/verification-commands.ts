import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { VerificationAnswer } from "@warmline/shared/ledger/answers.ts";
import {
  verificationRuns,
  type PastVerification,
  type VerificationRun,
} from "@warmline/shared/ledger/verification.ts";
import { put, replace } from "@warmline/shared/store/write.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import { command, type Decision } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { runCommand, type CommandCode } from "../../platform/commands/run-command.ts";
import type { Deps } from "../../platform/deps.ts";
import { currentVerification } from "./verification-queries.ts";
import { RUN_ID, verificationJob } from "./verification-job.ts";
import { verificationStanding, type VerificationStanding } from "./verification-standing.ts";

type Started = { readonly runId: string };
type StartCode = "verification-running" | "changed-meanwhile";

/** The newest run by its document, which is guarded, and by its job. */
async function standing(deps: Deps, reads: Reads): Promise<VerificationStanding | null> {
  const run = await reads.get(verificationRuns, RUN_ID);
  return run === null ? null : verificationStanding(deps, run);
}

const start = (deps: Deps) =>
  command({
    name: "ledger.start-verification",
    scope: "city",
    load: async (
      reads,
      _: { readonly seen: string | null },
    ): Promise<Result<VerificationStanding | null, StartCode>> => ok(await standing(deps, reads)),
    decide(newest, { seen }, { at, actor, nextId }): Result<Decision<Started>, StartCode> {
      const run = newest?.run ?? null;
      if (run !== null && newest?.state === "running") {
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
        progress: null,
        ...(before === undefined ? {} : { before }),
      };
      const write = put(verificationRuns, run, next);
      const subjects = [`verificationRuns/${RUN_ID}`];
      return ok({ value: { runId: next.runId }, writes: [write], subjects });
    },
  });

/**
 * 核对账本: begins a verification run, a job of whichever node has time for it. One at a time on all
 * nodes; one that was given up stands in nobody's way. Refusals, in this order: `out-of-scope`,
 * `verification-running`, `changed-meanwhile` (`seen` is not the newest run).
 */
export async function startVerification(
  deps: Deps,
  caller: Caller,
  input: { readonly seen: string | null },
): Promise<Result<VerificationAnswer, StartCode | CommandCode | "not-found">> {
  const started = await runCommand(deps, caller, start(deps), input);
  if (!started.ok) return started;
  const { runId } = started.value;
  const run = await deps.store.get(verificationRuns, RUN_ID);
  // The same key again orders its job again, which is the same one, unless the run is over.
  if (run?.runId === runId && run.state === "running") {
    const { actor, origin, language } = caller;
    const payload = { runId, caller: { actor, origin, language } };
    await deps.jobs.enqueue(verificationJob, { key: runId, payload });
  }
  return currentVerification(deps);
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

const cancel = (deps: Deps) =>
  command({
    name: "ledger.cancel-verification",
    scope: "city",
    load: async (reads, _: Started): Promise<Result<VerificationStanding | null, CancelCode>> =>
      ok(await standing(deps, reads)),
    decide(newest, { runId }): Result<Decision<Started>, CancelCode> {
      if (newest?.run.runId !== runId || newest.state !== "running") {
        return refuse("verification-not-running");
      }
      return ok({
        value: { runId },
        writes: [replace(verificationRuns, newest.run, { ...newest.run, cancelAsked: true })],
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
  caller: Caller,
  input: Started,
): Promise<Result<VerificationAnswer, CancelCode | CommandCode | "not-found">> {
  const asked = await runCommand(deps, caller, cancel(deps), input);
  if (!asked.ok) return asked;
  await deps.jobs.cancel(verificationJob.name, input.runId);
  return currentVerification(deps);
}
