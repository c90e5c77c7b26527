import { dunningRuns, type DunningRun } from "@warmline/shared/dunningruns/model.ts";
import { mayDrop, mayPause, mayResume, mayStop } from "@warmline/shared/dunningruns/rules.ts";
import { mapOk, type Result } from "@warmline/shared/kernel/result.ts";
import type { Body } from "@warmline/shared/store/collection.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { command, type Command, type Decision } from "../../platform/commands/command.ts";
import { readRun, type RunRef } from "./begin-command.ts";

interface Steer extends RunRef {
  /** The revision that the person saw. */
  readonly rev: number;
}

interface Steering<C extends string> {
  readonly name: string;
  readonly may: (run: DunningRun) => Result<null, C>;
  readonly next: (run: DunningRun) => Body<DunningRun>;
}

/** A step that changes only how a run stands. Refusals: `not-found`, then its own. */
function steerCommand<C extends string>({
  name,
  may,
  next,
}: Steering<C>): Command<Steer, DunningRun, RunRef, C | "not-found"> {
  return command<Steer, DunningRun, RunRef, C | "not-found">({
    name,
    scope: ({ branchId }) => ({ branchId }),
    load: (reads, { id }) => readRun(reads, id),
    seen: ({ rev: now, id }, { rev: seen }) => ({ seen, now, subject: `dunningRuns/${id}` }),
    decide: (run): Result<Decision<RunRef>, C> =>
      mapOk(may(run), () => ({
        value: { id: run.id },
        writes: [replace(dunningRuns, run, next(run))],
        subjects: [`dunningRuns/${run.id}`],
      })),
  });
}

/** 暂停: no message is queued after it. Refusals: `not-found`, `messages-not-under-way`. */
export const pauseRun = steerCommand({
  name: "dunningruns.pause",
  may: mayPause,
  next: (run) => ({ ...run, paused: true }),
});

/** 继续, where it stood. Refusals: `not-found`, `messages-not-paused`. */
export const resumeRun = steerCommand({
  name: "dunningruns.resume",
  may: mayResume,
  next: ({ paused: _, ...run }) => ({ ...run, turn: run.turn + 1 }),
});

/** 作废 of a preview. Refusals: `not-found`, `messages-not-previewed`. */
export const dropRun = steerCommand({
  name: "dunningruns.drop",
  may: mayDrop,
  next: ({ paused: _, ...run }) => ({ ...run, state: "dropped" }),
});

/** 终止: what is not queued is never sent. Refusals: `not-found`, `messages-not-sending`. */
export const stopRun = steerCommand({
  name: "dunningruns.stop",
  may: mayStop,
  next: ({ paused: _, ...run }) => ({ ...run, state: "stopped" }),
});
