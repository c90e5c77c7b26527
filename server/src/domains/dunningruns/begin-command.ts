import { wordsByMessage } from "@warmline/shared/dunningruns/rules.ts";
import { dunningRuns, OPEN_STATES, type DunningRun } from "@warmline/shared/dunningruns/model.ts";
import { dunningCases } from "@warmline/shared/dunning/model.ts";
import type { Ladder } from "@warmline/shared/dunning/ladder.ts";
import type { StepKind } from "@warmline/shared/catalogue/dunning-rule.ts";
import { orgNodes } from "@warmline/shared/households/model.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { cityDate } from "@warmline/shared/kernel/time.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { command, type Decision } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { ladderOn } from "../dunning/index.ts";
import { actOf } from "../requests/index.ts";

export interface BeginInput {
  readonly branchId: string;
  readonly step: StepKind;
}

interface Beginning {
  readonly branchId: string;
  readonly ladder: Ladder;
  readonly open: DunningRun | undefined;
  /** Accounts of the work list now, those that are held among them. */
  readonly reach: number;
}

type BeginCode = "branch-unknown" | "step-not-by-message" | "dunning-run-open";

/** What is answered about a run: the endpoint reads the rest. */
export interface RunRef {
  readonly id: string;
}

/**
 * 核对: a run begins with its preview, which a job makes in chunks and which sends nothing. One at a
 * time is open of a branch and step. Refusals, in this order: `branch-unknown`, `out-of-scope`,
 * `step-not-by-message`, `dunning-run-open`.
 */
export const beginRun = command({
  name: "dunningruns.begin",
  scope: ({ branchId }: Beginning) => ({ branchId }),
  async load(reads, input: BeginInput, { at }): Promise<Result<Beginning, BeginCode>> {
    const { branchId, step } = input;
    const node = await reads.get(orgNodes, branchId);
    if (node?.kind !== "branch") return refuse("branch-unknown", { branch: branchId });
    const where = { branchId, step, state: [...OPEN_STATES] };
    const [[open], ladder, reach] = await Promise.all([
      reads.find(dunningRuns, { index: "byStep", where, limit: 1 }),
      ladderOn(reads, cityDate(at)),
      reads.unguarded.count(dunningCases, workOf(input)),
    ]);
    return ok({ branchId, ladder, open, reach });
  },
  decide({ ladder, open, reach }, { branchId, step }, moment): Result<Decision<RunRef>, BeginCode> {
    const words = wordsByMessage(ladder, step);
    if (!words.ok) return words;
    if (open !== undefined) return refuse("dunning-run-open", { who: open.begun.byName });
    const id = moment.nextId();
    const run = {
      id,
      branchId,
      step,
      state: "previewing" as const,
      turn: 1,
      askedAt: moment.at,
      begun: actOf(moment),
      day: cityDate(moment.at),
      words: words.value,
      ...(ladder.source === undefined ? {} : { ladder: ladder.source }),
      looked: { accounts: 0, of: reach },
    };
    return ok({
      value: { id },
      writes: [insert(dunningRuns, run)],
      subjects: [`dunningRuns/${id}`],
    });
  },
});

/** The work list of a step in a branch, with those who are held or wait. */
export function workOf({ branchId, step }: BeginInput) {
  return { index: "byBranch", where: { branchId, nextKind: step } } as const;
}

/** Refusal: `not-found`. */
export async function readRun(
  { get }: Pick<Reads, "get">,
  id: string,
): Promise<Result<DunningRun, "not-found">> {
  const run = await get(dunningRuns, id);
  return run === null ? refuse("not-found") : ok(run);
}
