import { formatYuan, totalFen, type Fen } from "@warmline/shared/kernel/money.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { runChunks, seasonRuns } from "@warmline/shared/seasonruns/model.ts";
import { seasonRunPermissions } from "@warmline/shared/seasonruns/permissions.ts";
import { mayUndo } from "@warmline/shared/seasonruns/rules.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { approvable, needsRequest } from "../../platform/commands/approvable.ts";
import { command, type Decision } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { actOf, askCommand, previewCommand } from "../requests/index.ts";
import { type RunRef } from "./begin-command.ts";
import {
  readRun,
  scopeOf,
  SEASON_RUN_POLICY,
  type RunAsked,
  type RunShown,
} from "./charge-request.ts";

interface Undoing extends RunShown {
  /** What the run charged. */
  readonly households: number;
  readonly amountFen: Fen;
}

type UndoCode = "not-found" | "run-not-charged" | "approval-needed";

/**
 * 整批冲正: reverses each charge of a run that still stands, in chunks by a job; what was reversed
 * by then is passed over, and what was charged anew since stands. Refusals, in this order:
 * `not-found`, `run-not-charged`, `approval-needed`.
 */
const undoRun = command({
  name: "seasonruns.undo",
  scope: "city",
  async load(reads, { id }: RunAsked): Promise<Result<Undoing, UndoCode>> {
    const shown = await readRun(reads, id);
    if (!shown.ok) return shown;
    return ok({ ...shown.value, ...(await chargedBy(reads, id)) });
  },
  seen: ({ run }, { rev }) => ({ seen: rev, now: run.rev, subject: `seasonRuns/${run.id}` }),
  decide({ run }, { reason }, moment): Result<Decision<RunRef>, UndoCode> {
    const may = mayUndo(run);
    if (!may.ok) return may;
    if (needsRequest(moment)) return refuse("approval-needed");
    const { endedAt: _, paused: __, ...rest } = run;
    const undone = { ...actOf(moment), reason };
    return ok({
      value: { id: run.id },
      writes: [replace(seasonRuns, run, { ...rest, state: "undoing", undone })],
      subjects: [`seasonRuns/${run.id}`],
      reason,
    });
  },
});

async function chargedBy({ unguarded }: Reads, runId: string) {
  const where = { runId, state: "charged" };
  const groups = await unguarded.group(runChunks, {
    index: "byState",
    where,
    by: ["state"],
    sum: ["count", "amountFen"],
  });
  const sums = groups.map((one) => one.sums);
  return {
    households: sums.reduce((all, { count = 0 }) => all + count, 0),
    amountFen: totalFen(sums.map(({ amountFen = 0 }) => amountFen as Fen)),
  };
}

/** 整批冲正申请. */
export const undoingRun = approvable({
  command: undoRun,
  ask: seasonRunPermissions.run,
  policy: SEASON_RUN_POLICY,
  approvers: [seasonRunPermissions.approve],
  about: ({ id }) => `seasonRuns/${id}`,
  show: (shown) => {
    const { run, households, amountFen } = shown;
    const changes = [
      ...scopeOf(shown),
      { field: "run-households", from: [String(households)], to: ["0"] },
      { field: "run-amount", from: [formatYuan(amountFen)], to: [] },
    ];
    return {
      label: run.season,
      place: "city",
      amountFen,
      preview: { changes, entries: [], owed: [] },
    };
  },
});

/** Refusals, in this order: those of `undoRun`, `request-pending`. */
export const askRunUndo = askCommand({ name: "seasonruns.ask-undo", of: undoingRun });

/** Nothing is written. Refusals as of `askRunUndo`, without the last. */
export const previewRunUndo = previewCommand(undoingRun);
