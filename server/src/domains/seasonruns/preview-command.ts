import { agreed, isActive } from "@warmline/shared/households/contract-versions.ts";
import { households, seasons, type Household } from "@warmline/shared/households/model.ts";
import { areaMilli } from "@warmline/shared/kernel/area.ts";
import { totalFen, ZERO_FEN, type Fen } from "@warmline/shared/kernel/money.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { AccountState } from "@warmline/shared/ledger/account.ts";
import { isSeasonFee } from "@warmline/shared/ledger/fees.ts";
import {
  chunkId,
  exceptionId,
  runChunks,
  runExceptions,
  seasonRuns,
  type RunChunk,
  type RunTotal,
  type SeasonRun,
} from "@warmline/shared/seasonruns/model.ts";
import { classOf, foldTotals } from "@warmline/shared/seasonruns/totals.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { command, type Decision, type Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import {
  CHARGE_CHUNK_MAX,
  ratesOfChunk,
  readChargeChunk,
  reckonCharge,
  type ChargeChunk,
  type SeasonRates,
} from "../ledger/index.ts";
import { reachOf } from "./begin-command.ts";
import { isAt, type ChunkInput } from "./chunk-step.ts";

interface Previewing {
  readonly run: SeasonRun;
  readonly page: readonly Household[];
  readonly chunk: ChargeChunk;
  readonly rates: SeasonRates;
}

export interface PreviewedChunk {
  /** Fewer than a chunk holds: it was the last. */
  readonly seen: number;
}

type PreviewCode = "not-found" | "run-not-working";

/**
 * 试算一块: what the next households would be charged, and who cannot be. Households, contracts and
 * accounts are read as they are at the moment and held against nothing: what counts is reckoned
 * anew when it is charged. Refusals, in this order: `not-found`, `run-not-working`.
 */
export const previewChunk = command({
  name: "seasonruns.preview-chunk",
  scope: "city",
  bulk: true,
  async load(reads, { runId, number }: ChunkInput): Promise<Result<Previewing, PreviewCode>> {
    const run = await reads.get(seasonRuns, runId);
    if (run === null) return refuse("not-found");
    if (!isAt(run, "previewing")) return refuse("run-not-working");
    const season = await reads.get(seasons, run.season);
    if (season === null) return refuse("not-found");
    const page = await nextHouseholds(reads, run, number);
    const ids = page.map(({ id }) => id);
    const chunk = await readChargeChunk(reads.unguarded, run.season, ids);
    return ok({ run, page, chunk, rates: await ratesOfChunk(reads, season, chunk) });
  },
  decide(state, { number }, moment): Result<Decision<PreviewedChunk>, PreviewCode> {
    const { run, page } = state;
    const last = page.at(-1);
    const value = { seen: page.length };
    if (last === undefined) return ok({ value, writes: [], subjects: [] });
    const looked = page.map((household) => lookAt(state, household, moment));
    const rows = looked.flatMap(({ row }) => row ?? []);
    const chunk = {
      id: chunkId(run.id, number),
      runId: run.id,
      number,
      state: "previewed" as const,
      seen: page.length,
      count: rows.length,
      amountFen: totalFen(rows.map(({ amountFen }) => amountFen)),
      rows,
      totals: foldTotals(looked.map(({ total }) => total)),
      last: { id: last.id, number: last.number, branchId: last.place.branchId },
    };
    const exceptions = looked.flatMap(({ exception }) => exception ?? []);
    return ok({
      value,
      writes: [insert(runChunks, chunk), ...exceptions.map((one) => insert(runExceptions, one))],
      subjects: [`seasonRuns/${run.id}`],
    });
  },
});

/** Those after the last of the chunk before, as the index has them. */
async function nextHouseholds(
  { unguarded }: Reads,
  { id, branchIds }: SeasonRun,
  number: number,
): Promise<Household[]> {
  const before = number === 1 ? null : await unguarded.get(runChunks, chunkId(id, number - 1));
  const after = before === null ? {} : { after: placeIn(before) };
  return unguarded.find(households, { ...reachOf(branchIds), limit: CHARGE_CHUNK_MAX, ...after });
}

/** Of the last household what its index says, as it was then: it may have moved since. */
function placeIn({ last: { id, number, branchId } }: RunChunk): Household {
  return { id, number, place: { branchId } } as Household;
}

function lookAt(
  { run, chunk, rates }: Previewing,
  household: Household,
  moment: Pick<Moment, "nextId">,
) {
  const contract = chunk.contracts.get(household.id);
  const signed = contract !== undefined && isActive(contract);
  const { spaces } = signed ? agreed(contract) : household;
  const reckoned = reckonCharge(chunk, rates, household.id, moment);
  const already = !reckoned.ok && reckoned.code === "already-charged";
  const account = chunk.accounts.get(household.id);
  const lastFen = chargedFen(account, run.lastSeason);
  const area = spaces.reduce((sum, space) => sum + space.billingAreaMilli, 0);
  const total: RunTotal = {
    branchId: household.place.branchId,
    priceClass: classOf(spaces),
    households: reckoned.ok ? 1 : 0,
    areaMilli: areaMilli(reckoned.ok ? area : 0),
    amountFen: reckoned.ok ? reckoned.amountFen : ZERO_FEN,
    alreadyHouseholds: already ? 1 : 0,
    alreadyFen: already ? chargedFen(account, run.season) : ZERO_FEN,
    exceptions: reckoned.ok || already ? 0 : 1,
    lastHouseholds: lastFen === 0 ? 0 : 1,
    lastFen,
  };
  if (reckoned.ok) {
    return { total, row: { householdId: household.id, amountFen: reckoned.amountFen } };
  }
  return already
    ? { total }
    : { total, exception: exceptionOf(run, household, reckoned, "preview") };
}

/** What an account is charged for a season, heat and base fee, net of what was reversed. */
export function chargedFen(account: AccountState | undefined, season: string | null): Fen {
  const sums = account?.sums ?? [];
  const own = sums.filter((sum) => sum.season === season && isSeasonFee(sum.fee));
  return totalFen(own.map((sum) => sum.chargedFen));
}

/** A household that is left out, and by which refusal. */
export function exceptionOf(
  { id: runId }: Pick<SeasonRun, "id">,
  { id: householdId, number, place }: Household,
  { code, detail }: { readonly code: string; readonly detail?: RunExceptionDetail },
  during: "preview" | "charging" | "undoing",
) {
  const of = { runId, householdId, number, branchId: place.branchId, code, during };
  const id = exceptionId(runId, householdId);
  return detail === undefined ? { id, ...of } : { id, ...of, detail };
}
type RunExceptionDetail = Readonly<Record<string, string | number>> | undefined;
