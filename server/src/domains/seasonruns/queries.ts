import type { Actor } from "@warmline/shared/access/actor.ts";
import { cityWide } from "@warmline/shared/access/scope.ts";
import { households } from "@warmline/shared/households/model.ts";
import { fen } from "@warmline/shared/kernel/money.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import { isPending, requests } from "@warmline/shared/requests/model.ts";
import { accounts } from "@warmline/shared/ledger/account.ts";
import type {
  RunExceptionRow,
  SeasonRunAnswer,
  SeasonRunRow,
} from "@warmline/shared/seasonruns/api.ts";
import {
  runChunks,
  runExceptions,
  seasonRuns,
  type ChunkState,
  type SeasonRun,
} from "@warmline/shared/seasonruns/model.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import type { Deps } from "../../platform/deps.ts";
import { chargingByRun } from "./charge-request.ts";
import { lateFen } from "./late-preview.ts";
import { chargedFen } from "./preview-command.ts";
import { seasonRunJob } from "./run-job.ts";
import { undoingRun } from "./undo-request.ts";

const RUNS_SHOWN = 100;

type ReadCode = "not-found" | "out-of-scope";

/** The newest first. Refusal: `out-of-scope`. */
export async function listRuns(
  { store }: Pick<Deps, "store">,
  actor: Actor,
): Promise<Result<SeasonRunRow[], "out-of-scope">> {
  if (!cityWide(actor)) return refuse("out-of-scope");
  const newest = { index: "byAsked", order: "descending", limit: RUNS_SHOWN } as const;
  return ok((await store.find(seasonRuns, newest)).map(runRow));
}

/** What a command about a run answers. Refusal: `not-found`. */
export async function runById(
  { store }: Pick<Deps, "store">,
  id: string,
): Promise<Result<SeasonRunRow, "not-found">> {
  const run = await store.get(seasonRuns, id);
  return run === null ? refuse("not-found") : ok(runRow(run));
}

/** Refusals, in this order: `out-of-scope`, `not-found`. */
export async function readRun(
  { store, jobs, clock }: Pick<Deps, "store" | "jobs" | "clock">,
  actor: Actor,
  id: string,
): Promise<Result<SeasonRunAnswer, ReadCode>> {
  if (!cityWide(actor)) return refuse("out-of-scope");
  const run = await store.get(seasonRuns, id);
  if (run === null) return refuse("not-found");
  const [chunks, codes, job, waiting] = await Promise.all([
    chunkSums(store, id),
    store.group(runExceptions, { index: "byCode", where: { runId: id }, by: ["code"] }),
    jobs.read(seasonRunJob.name, `${id}/${run.rev}`),
    waitingAbout(store, id, clock.now()),
  ]);
  const { charged, undone } = chunks;
  return ok({
    ...fieldsOf(run),
    prices: run.basis.prices,
    rules: run.basis.rules.map(({ code }) => code),
    ...(run.preview === undefined ? {} : { preview: run.preview }),
    progress: progressOf(run, chunks),
    waiting,
    halted: job?.state === "failed",
    posted: {
      households: charged.count,
      amountFen: fen(charged.amountFen),
      undoneHouseholds: undone.count,
      undoneFen: fen(undone.amountFen),
    },
    exceptions: codes.map(({ by, count }) => ({ code: String(by["code"]), count })),
  });
}

/** The request about it that waits; null: none. */
async function waitingAbout(
  store: Pick<Store, "find">,
  id: string,
  now: Instant,
): Promise<string | null> {
  const commands = [chargingByRun, undoingRun].map(({ command }) => command.name);
  const where = { about: `seasonRuns/${id}`, command: commands, state: "pending" };
  const found = await store.find(requests, { index: "byAbout", where });
  return found.find((one) => isPending(one, now))?.id ?? null;
}

interface ChunkSums {
  readonly seen: number;
  readonly count: number;
  readonly amountFen: number;
}

/** By state, from the index alone. */
async function chunkSums(
  store: Pick<Store, "group">,
  runId: string,
): Promise<Record<ChunkState, ChunkSums>> {
  const groups = await store.group(runChunks, {
    index: "byState",
    where: { runId },
    by: ["state"],
    sum: ["seen", "count", "amountFen"],
  });
  const of = (state: ChunkState): ChunkSums => {
    const sums = groups.find(({ by }) => by["state"] === state)?.sums ?? {};
    const { seen = 0, count = 0, amountFen = 0 } = sums;
    return { seen, count, amountFen };
  };
  return { previewed: of("previewed"), charged: of("charged"), undone: of("undone") };
}

/** Households looked at of all that the step has to look at; null: nothing is under way. */
function progressOf(
  { state, reach }: SeasonRun,
  { previewed, charged, undone }: Record<ChunkState, ChunkSums>,
): SeasonRunAnswer["progress"] {
  if (state === "previewing") {
    return { done: previewed.seen, of: Math.max(reach, previewed.seen) };
  }
  if (state === "running") return { done: charged.seen, of: charged.seen + previewed.seen };
  if (state === "undoing") return { done: undone.seen, of: undone.seen + charged.seen };
  return null;
}

export interface ExceptionQuery {
  readonly code?: string | undefined;
  readonly number?: string | undefined;
  readonly limit: number;
  readonly after?: string | undefined;
}

/**
 * 异常清单, by number, with what each is charged by now. Refusals, in this order: `out-of-scope`,
 * `not-found` (the run, or `after`).
 */
export async function runExceptionPage(
  { store }: Pick<Deps, "store">,
  actor: Actor,
  id: string,
  { code, number, limit, after: afterId }: ExceptionQuery,
): Promise<Result<{ rows: RunExceptionRow[]; next: string | null }, ReadCode>> {
  if (!cityWide(actor)) return refuse("out-of-scope");
  const run = await store.get(seasonRuns, id);
  const after = afterId === undefined ? null : await store.get(runExceptions, afterId);
  if (run === null || (after === null && afterId !== undefined)) return refuse("not-found");
  const found = await store.find(runExceptions, {
    ...(code === undefined
      ? { index: "byNumber", where: { runId: id } }
      : { index: "byCode", where: { runId: id, code } }),
    // A colon comes after the digits.
    ...(number === undefined ? {} : { from: number, to: `${number}:` }),
    ...(after === null ? {} : { after }),
    limit,
  });
  const ids = found.map(({ householdId }) => householdId);
  const [houses, states] = await Promise.all([
    store.getMany(households, ids),
    store.getMany(accounts, ids),
  ]);
  const nameOf = new Map(houses.map((one) => [one.id, one.name]));
  const accountOf = new Map(states.map((one) => [one.id, one]));
  const rows = found.map((one) => {
    const { householdId, detail, during } = one;
    const account = accountOf.get(householdId);
    const chargedBy = run.lateBy === undefined ? chargedFen : lateFen;
    const charged = chargedBy(account, run.season);
    return {
      householdId,
      number: one.number,
      name: nameOf.get(householdId) ?? "",
      branchId: one.branchId,
      code: one.code,
      ...(detail === undefined ? {} : { detail }),
      during,
      chargedFen: charged === 0 ? null : charged,
    };
  });
  return ok({ rows, next: found.length === limit ? (found.at(-1)?.id ?? null) : null });
}

function runRow(run: SeasonRun): SeasonRunRow {
  const { preview } = run;
  const { households: count = null, amountFen = null } = preview ?? {};
  return { ...fieldsOf(run), households: count, amountFen };
}

function fieldsOf(run: SeasonRun): Omit<SeasonRunRow, "households" | "amountFen"> {
  const { id, rev, season, lastSeason, branchIds, state, askedAt, begun } = run;
  const { lateBy, renews, paused, charged, undone, endedAt } = run;
  return {
    id,
    rev,
    season,
    lastSeason,
    branchIds,
    state,
    askedAt,
    begun,
    ...(lateBy === undefined ? {} : { lateBy }),
    ...(renews === undefined ? {} : { renews }),
    ...(paused === undefined ? {} : { paused }),
    ...(charged === undefined ? {} : { charged }),
    ...(undone === undefined ? {} : { undone }),
    ...(endedAt === undefined ? {} : { endedAt }),
  };
}
