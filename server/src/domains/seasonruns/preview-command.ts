import { agreed, isActive } from "@warmline/shared/households/contract-versions.ts";
import {
  households,
  seasons,
  type Household,
  type Season,
} from "@warmline/shared/households/model.ts";
import { areaMilli } from "@warmline/shared/kernel/area.ts";
import { totalFen, ZERO_FEN, type Fen } from "@warmline/shared/kernel/money.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { AccountState } from "@warmline/shared/ledger/account.ts";
import { isForHeat } from "@warmline/shared/ledger/fees.ts";
import {
  chunkId,
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
import { exceptionOf } from "./exception.ts";
import type { Looked } from "./looked.ts";
import { lookAtLate, readOverdue } from "./late-preview.ts";
import { renewingOf } from "./renewing.ts";

interface Charges {
  readonly run: SeasonRun;
  readonly chunk: ChargeChunk;
  readonly rates: SeasonRates;
}

type Look = (household: Household, moment: Pick<Moment, "nextId">) => Looked;

interface Previewing {
  readonly run: SeasonRun;
  readonly page: readonly Household[];
  readonly look: Look;
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
    return ok({ run, page, look: await lookOf(reads, { run, season, page }) });
  },
  decide(state, { number }, moment): Result<Decision<PreviewedChunk>, PreviewCode> {
    const { run, page, look } = state;
    const last = page.at(-1);
    const value = { seen: page.length };
    if (last === undefined) return ok({ value, writes: [], subjects: [] });
    const looked = page.map((household) => look(household, moment));
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
      totals: foldTotals(looked.flatMap(({ total }) => total ?? [])),
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

/** By what a run charges: the season itself, or the late fees of it. */
async function lookOf(
  reads: Reads,
  {
    run,
    season,
    page,
  }: { readonly run: SeasonRun; readonly season: Season; readonly page: readonly Household[] },
): Promise<Look> {
  const { lateBy: until } = run;
  if (until !== undefined) {
    const late = await readOverdue(reads, season, page);
    return (household, moment) => lookAtLate({ run, late, until }, household, moment);
  }
  const ids = page.map(({ id }) => id);
  const renewing = renewingOf(run, season);
  const chunk = await readChargeChunk(reads.unguarded, run.season, ids, renewing);
  const rates = await ratesOfChunk(reads, season, chunk);
  return (household, moment) => lookAt({ run, chunk, rates }, household, moment);
}

function lookAt(
  { run, chunk, rates }: Charges,
  household: Household,
  moment: Pick<Moment, "nextId">,
): Looked {
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
    const row = { householdId: household.id, amountFen: reckoned.amountFen };
    return { total, row: reckoned.renewal === undefined ? row : { ...row, renews: true } };
  }
  return already
    ? { total }
    : { total, exception: exceptionOf(run, household, reckoned, "preview") };
}

/** What an account is charged for a season, by area or by meter, net of what was reversed. */
export function chargedFen(account: AccountState | undefined, season: string | null): Fen {
  const sums = account?.sums ?? [];
  const own = sums.filter((sum) => sum.season === season && isForHeat(sum.fee));
  return totalFen(own.map((sum) => sum.chargedFen));
}
