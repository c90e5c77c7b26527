import { createHash } from "node:crypto";
import { addFen, ZERO_FEN } from "@warmline/shared/kernel/money.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import {
  isWorking,
  runChunks,
  seasonRuns,
  type RunPreview,
  type RunTotal,
  type SeasonRun,
  type WorkingState,
} from "@warmline/shared/seasonruns/model.ts";
import { foldTotals, sumTotals } from "@warmline/shared/seasonruns/totals.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { command, type Decision } from "../../platform/commands/command.ts";
import type { Deps } from "../../platform/deps.ts";
import { findPages } from "../../platform/stores/find-pages.ts";
import type { RunRef } from "./begin-command.ts";

interface Finishing {
  readonly run: SeasonRun;
  /** Of a preview. */
  readonly preview: Omit<RunPreview, "at"> | null;
}

type FinishCode = "not-found" | "run-not-working";

const ENDS = {
  previewing: "previewed",
  running: "done",
  undoing: "undone",
} as const satisfies Record<WorkingState, SeasonRun["state"]>;

/** Chunk documents held at a time: some 12 kB each. */
const CHUNKS_AT_ONCE = 50;

/**
 * The step in hand is through all chunks. Of a preview the sums of its chunks are taken, and what
 * was reckoned is fixed by a digest. Refusals, in this order: `not-found`, `run-not-working`.
 */
export function finishStep({ store }: Pick<Deps, "store">) {
  return command({
    name: "seasonruns.finish",
    scope: "city",
    async load(reads, { id }: RunRef): Promise<Result<Finishing, FinishCode>> {
      const run = await reads.get(seasonRuns, id);
      if (run === null) return refuse("not-found");
      const preview = run.state === "previewing" ? await summed(store, run) : null;
      return ok({ run, preview });
    },
    decide({ run, preview }, _, { at }): Result<Decision<RunRef>, FinishCode> {
      const { id, state } = run;
      if (!isWorking(state) || run.paused !== undefined) return refuse("run-not-working");
      const ended = { ...run, state: ENDS[state], endedAt: at };
      const next = preview === null ? ended : { ...ended, preview: { at, ...preview } };
      return ok({
        value: { id },
        writes: [replace(seasonRuns, run, next)],
        subjects: [`seasonRuns/${id}`],
      });
    },
  });
}

async function summed(
  store: Pick<Store, "find" | "head">,
  { id: runId, fromPosition, renews }: SeasonRun,
): Promise<Omit<RunPreview, "at">> {
  const digest = createHash("sha256");
  const totals: RunTotal[] = [];
  let [households, renewals, amountFen] = [0, 0, ZERO_FEN];
  const query = { index: "byNumber", where: { runId } };
  for await (const page of findPages(store, runChunks, query, CHUNKS_AT_ONCE)) {
    for (const chunk of page) {
      households += chunk.count;
      amountFen = addFen(amountFen, chunk.amountFen);
      renewals += chunk.rows.filter((row) => row.renews).length;
      totals.push(...chunk.totals);
      for (const row of chunk.rows) digest.update(`${row.householdId} ${row.amountFen}\n`);
    }
  }
  return {
    fromPosition,
    toPosition: await store.head(),
    totals: foldTotals(totals),
    households,
    amountFen,
    exceptions: sumTotals(totals).exceptions,
    ...(renews ? { renewals } : {}),
    digest: digest.digest("hex"),
  };
}
