import { jobDecisions, type JobDecision, type JobStatus } from "@warmline/shared/jobs/model.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { insert } from "@warmline/shared/store/write.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import { command, type Command } from "../../platform/commands/command.ts";
import { runCommand, type CommandCode } from "../../platform/commands/run-command.ts";
import type { Deps } from "../../platform/deps.ts";

interface FailedJob {
  readonly job: string;
  readonly key: string;
  /** As it was seen. */
  readonly runs: number;
  readonly reason?: string;
}

interface Found {
  readonly status: JobStatus;
  readonly id: string;
  /** What somebody decided on this very failure. */
  readonly before: JobDecision | null;
}

interface Done {
  readonly done: true;
}

type DecideCode = "not-found" | "job-not-failed";

/**
 * Decides on a job that was given up: what is decided is committed first, then the engine does it,
 * which it may be told again. Refusals, in this order: `out-of-scope`, `not-found`,
 * `changed-meanwhile` (it was begun again since), `job-not-failed` (or decided otherwise).
 */
export async function decideOnJob(
  deps: Deps,
  caller: Caller,
  decision: JobDecision["decision"],
  input: FailedJob,
): Promise<Result<Done, DecideCode | CommandCode>> {
  const decided = await runCommand(deps, caller, commands[decision](deps), input);
  if (!decided.ok) return decided;
  const { job, key, runs } = input;
  const status = await deps.jobs.read(job, key);
  // An answer that is given again is about the failure of then, not about a newer one.
  if (status?.state === "failed" && status.runs === runs) await deps.jobs[decision](job, key);
  return decided;
}

const commands = {
  retry: (deps: Deps) => command({ name: "jobs.retry", ...rule(deps, "retry") }),
  discard: (deps: Deps) => command({ name: "jobs.discard", ...rule(deps, "discard") }),
};

function rule(
  deps: Deps,
  decision: JobDecision["decision"],
): Omit<Command<FailedJob, Found, Done, DecideCode>, "name"> {
  return {
    scope: "city",
    async load(reads, { job, key }) {
      const status = await deps.jobs.read(job, key);
      if (status === null) return refuse("not-found");
      const id = `${job}/${key}@${status.enqueuedAt}@${status.runs}`;
      return ok({ status, id, before: await reads.get(jobDecisions, id) });
    },
    seen: ({ status }, { runs }) => ({ seen: runs, now: status.runs }),
    decide({ status, id, before }, { job, key, reason }) {
      const value = { done: true } as const;
      const decided = before !== null && before.decision !== decision;
      if (status.state !== "failed" || decided) return refuse("job-not-failed");
      // Its node died between the commit and the engine: that is made up for now.
      if (before !== null) return ok({ value, writes: [], subjects: [] });
      const body = { id, job, key, decision, error: status.error ?? null };
      const subjects = [`jobDecisions/${id}`];
      return ok({ value, writes: [insert(jobDecisions, body)], subjects, reason });
    },
  };
}
