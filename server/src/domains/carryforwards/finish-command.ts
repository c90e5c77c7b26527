import {
  carryBranches,
  carryBranchId,
  carryForwards,
  type CarryBuilding,
  type CarryForward,
  type CarryStatement,
} from "@warmline/shared/carryforwards/model.ts";
import { isReckoning } from "@warmline/shared/carryforwards/rules.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { insert, replace } from "@warmline/shared/store/write.ts";
import { command, type Decision } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import type { CarryRef } from "./begin-command.ts";

type FinishCode = "not-found" | "carry-not-working";

async function readReckoning(reads: Reads, id: string): Promise<Result<CarryForward, FinishCode>> {
  const run = await reads.get(carryForwards, id);
  if (run === null) return refuse("not-found");
  return isReckoning(run) ? ok(run) : refuse("carry-not-working");
}

interface SumInput extends CarryRef {
  readonly branchId: string;
  readonly buildings: readonly CarryBuilding[];
}

/**
 * 汇总分公司: a document for each branch, so that none is too large for a commit. Refusals, in this
 * order: `not-found`, `carry-not-working`.
 */
export const sumBranch = command({
  name: "carryforwards.sum-branch",
  scope: "city",
  bulk: true,
  async load(reads, { id, branchId }: SumInput): Promise<Result<boolean, FinishCode>> {
    const run = await readReckoning(reads, id);
    if (!run.ok) return run;
    return ok((await reads.get(carryBranches, carryBranchId(id, branchId))) !== null);
  },
  decide(known, { id: runId, branchId, buildings }): Result<Decision<null>, FinishCode> {
    const branch = { id: carryBranchId(runId, branchId), runId, branchId, buildings };
    const writes = known ? [] : [insert(carryBranches, branch)];
    return ok({ value: null, writes, subjects: [`carryForwards/${runId}`] });
  },
});

interface FinishInput extends CarryRef {
  readonly statement: Omit<CarryStatement, "at">;
}

/** 核算完成. Refusals, in this order: `not-found`, `carry-not-working`. */
export const finishCarry = command({
  name: "carryforwards.finish",
  scope: "city",
  load: (reads, { id }: FinishInput) => readReckoning(reads, id),
  decide(run, { statement }, { at }): Result<Decision<CarryRef>, FinishCode> {
    const next = { ...run, state: "reckoned" as const, statement: { at, ...statement } };
    return ok({
      value: { id: run.id },
      writes: [replace(carryForwards, run, next)],
      subjects: [`carryForwards/${run.id}`],
    });
  },
});
