import { seasons, type Season } from "@warmline/shared/households/model.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { runExceptions, type ChunkRow } from "@warmline/shared/seasonruns/model.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { command, type Decision, type Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import {
  postCharge,
  ratesOfChunk,
  readBooks,
  readChargeChunk,
  readLateChunk,
  reckonCharge,
  reckonLateFee,
  type ChargeChunk,
  type LateChunk,
  type OpenBooks,
} from "../ledger/index.ts";
import {
  chunkDone,
  readChunk,
  type ChunkInHand,
  type ChunkInput,
  type RowDone,
} from "./chunk-step.ts";
import { exceptionOf } from "./exception.ts";
import { renewingOf } from "./renewing.ts";

interface Charging extends ChunkInHand, Reckoning {
  readonly books: OpenBooks;
}

/** What the households of a chunk are charged by: the season itself, or the late fees of it. */
interface Reckoning {
  readonly chunk: Pick<ChargeChunk | LateChunk, "households" | "accounts">;
  readonly reckon: (id: string, moment: Moment) => ReturnType<typeof reckonCharge>;
}

/** Nobody who was charged since is asked again. */
const PASSED_OVER: ReadonlySet<string> = new Set(["already-charged", "nothing-accrued"]);

/** How many were charged; null: the chunk was through already. */
type ChargedChunk = { readonly charged: number | null };
type ChargeCode = "not-found" | "run-not-working" | "day-closed";

/**
 * 出账一块: the households of a chunk in one commit, which says in the chunk what it posted, so that
 * nobody is charged by it twice. Who was charged since the preview is passed over; who would be
 * charged another amount than was approved, or cannot be charged, is an exception. A contract that
 * is renewed is signed in the same commit. Refusals, in this order: `not-found`,
 * `run-not-working`, `day-closed`.
 */
export const chargeChunk = command({
  name: "seasonruns.charge-chunk",
  scope: "city",
  bulk: true,
  async load(reads, input: ChunkInput, moment): Promise<Result<Charging, ChargeCode>> {
    const found = await readChunk(reads, input, "running");
    if (!found.ok) return found;
    const { run, of } = found.value;
    const season = await reads.get(seasons, run.season);
    if (season === null) return refuse("not-found");
    const ids = of.rows.map(({ householdId }) => householdId);
    const reckoning = await reckoningOf(reads, { run, season, ids }, moment);
    const books = await readBooks(reads, moment, [...reckoning.chunk.accounts.values()]);
    return books.ok ? ok({ run, of, ...reckoning, books: books.value }) : books;
  },
  decide(state, _, moment): Result<Decision<ChargedChunk>, ChargeCode> {
    const { run, of } = state;
    if (of.state !== "previewed") return ok({ value: { charged: null }, writes: [], subjects: [] });
    const done = of.rows.map((row) => chargeRow(state, row, moment));
    const { count: charged, writes } = chunkDone(of, "charged", done, "entryId");
    return ok({
      value: { charged },
      writes,
      subjects: [`seasonRuns/${run.id}`, `seasons/${run.season}`],
    });
  },
});

async function reckoningOf(
  reads: Reads,
  { run, season, ids }: Pick<ChunkInHand, "run"> & { season: Season; ids: readonly string[] },
  { at }: Pick<Moment, "at">,
): Promise<Reckoning> {
  const { lateBy, charged } = run;
  if (lateBy !== undefined) {
    const chunk = await readLateChunk(reads, reads, season, ids);
    return { chunk, reckon: (id, moment) => reckonLateFee(chunk, lateBy, id, moment) };
  }
  const { byName, requestId } = charged ?? {};
  const by = { at, ...(byName && { byName }), ...(requestId && { requestId }) };
  const chunk = await readChargeChunk(reads, run.season, ids, renewingOf(run, season, by));
  const rates = await ratesOfChunk(reads, season, chunk);
  return { chunk, reckon: (id, moment) => reckonCharge(chunk, rates, id, moment) };
}

function chargeRow(
  { run, chunk, reckon, books }: Charging,
  row: ChunkRow,
  moment: Moment,
): RowDone {
  const { householdId, amountFen } = row;
  const reckoned = reckon(householdId, moment);
  if (reckoned.ok && reckoned.amountFen === amountFen) {
    const { entryId } = reckoned;
    const { requestId } = run.charged ?? {};
    return {
      row: { ...row, entryId },
      writes: postCharge(reckoned, books, { at: moment.at, requestId }),
    };
  }
  const household = chunk.households.get(householdId);
  const already = !reckoned.ok && PASSED_OVER.has(reckoned.code);
  // A household is never deleted: without one there is nothing to show.
  if (already || household === undefined) return { row, writes: [] };
  const why = reckoned.ok
    ? { code: "changed-since-preview", detail: { approved: amountFen, now: reckoned.amountFen } }
    : reckoned;
  const exception = exceptionOf(run, household, why, "charging");
  return { row, writes: [insert(runExceptions, exception)] };
}
