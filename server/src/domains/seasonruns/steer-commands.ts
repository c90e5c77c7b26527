import { mapOk, ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { seasonRuns, type Pause, type SeasonRun } from "@warmline/shared/seasonruns/model.ts";
import { mayDrop, mayPause, mayResume } from "@warmline/shared/seasonruns/rules.ts";
import type { Body } from "@warmline/shared/store/collection.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { command, type Command, type Decision } from "../../platform/commands/command.ts";
import type { RunRef } from "./begin-command.ts";

interface Steer extends RunRef {
  /** The revision that the person saw; a job does not say. */
  readonly rev?: number;
}

interface Steering<I, C extends string> {
  readonly name: string;
  readonly may: (run: SeasonRun) => Result<null, C>;
  readonly next: (run: SeasonRun, input: I) => Body<SeasonRun>;
}

/** A step that changes only how a run stands. Refusals: `not-found`, then its own. */
function steerCommand<I extends Steer, C extends string>({
  name,
  may,
  next,
}: Steering<I, C>): Command<I, SeasonRun, RunRef, C | "not-found"> {
  return command<I, SeasonRun, RunRef, C | "not-found">({
    name,
    scope: "city",
    async load(reads, { id }) {
      const run = await reads.get(seasonRuns, id);
      return run === null ? refuse("not-found") : ok(run);
    },
    seen: ({ rev: now, id }, { rev: seen }) => ({ seen, now, subject: `seasonRuns/${id}` }),
    decide: (run, input): Result<Decision<RunRef>, C> =>
      mapOk(may(run), () => ({
        value: { id: run.id },
        writes: [replace(seasonRuns, run, next(run, input))],
        subjects: [`seasonRuns/${run.id}`],
      })),
  });
}

/** 暂停: no chunk is committed after it. Refusals: `not-found`, `run-not-working`. */
export const pauseRun = steerCommand({
  name: "seasonruns.pause",
  may: mayPause,
  next: (run, { why = "person" }: Steer & { readonly why?: Pause }) => ({ ...run, paused: why }),
});

/** 继续, where it stood. Refusals: `not-found`, `run-not-paused`. */
export const resumeRun = steerCommand({
  name: "seasonruns.resume",
  may: mayResume,
  next: ({ paused: _, ...run }: SeasonRun, _input: Steer) => run,
});

/** 作废 of a preview. Refusals: `not-found`, `run-not-previewed`. */
export const dropRun = steerCommand({
  name: "seasonruns.drop",
  may: mayDrop,
  next: ({ paused: _, ...run }: SeasonRun, _input: Steer) => ({ ...run, state: "dropped" }),
});
