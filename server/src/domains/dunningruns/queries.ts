import type { Actor } from "@warmline/shared/access/actor.ts";
import { branchOf, within } from "@warmline/shared/access/scope.ts";
import { ringableFrom } from "@warmline/shared/calls/hours.ts";
import type { MessageWay } from "@warmline/shared/dunning/model.ts";
import type {
  DunningMessageRow,
  DunningRunAnswer,
  DunningRunRow,
} from "@warmline/shared/dunningruns/api.ts";
import {
  dunningMessages,
  dunningRuns,
  type DunningMessage,
  type DunningRun,
  type MessageState,
  type MessageWhy,
} from "@warmline/shared/dunningruns/model.ts";
import { households } from "@warmline/shared/households/model.ts";
import { fen } from "@warmline/shared/kernel/money.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import { holderOf } from "@warmline/shared/ledger/holder-account.ts";
import { isPending, requests } from "@warmline/shared/requests/model.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import type { Deps } from "../../platform/deps.ts";
import { documentsById } from "../../platform/stores/documents-by-id.ts";
import { dunningRunJob, keyOf } from "./run-job.ts";
import { sendingByRun } from "./send-request.ts";

const RUNS_SHOWN = 100;

type ReadCode = "not-found" | "out-of-scope";

/** The newest first, as far as whoever asks sees. It has no refusals. */
export async function listRuns(
  { store }: Pick<Deps, "store">,
  actor: Actor,
): Promise<Result<DunningRunRow[], never>> {
  const branchId = branchOf(actor);
  const of =
    branchId === undefined ? { index: "byAsked" } : { index: "byBranch", where: { branchId } };
  const found = await store.find(dunningRuns, { ...of, order: "descending", limit: RUNS_SHOWN });
  return ok(found.filter((one) => within(actor, { branchId: one.branchId })).map(rowOf));
}

/** What a command about a run answers. Refusal: `not-found`. */
export async function runById(
  { store }: Pick<Deps, "store">,
  id: string,
): Promise<Result<DunningRunRow, "not-found">> {
  const run = await store.get(dunningRuns, id);
  return run === null ? refuse("not-found") : ok(rowOf(run));
}

/** Refusals, in this order: `not-found`, `out-of-scope`. */
export async function readRunWhole(
  { store, jobs, clock }: Pick<Deps, "store" | "jobs" | "clock">,
  actor: Actor,
  id: string,
): Promise<Result<DunningRunAnswer, ReadCode>> {
  const run = await store.get(dunningRuns, id);
  if (run === null) return refuse("not-found");
  const { branchId, day, words, looked, turn, state } = run;
  if (!within(actor, { branchId })) return refuse("out-of-scope");
  const now = clock.now();
  const [figures, job, waiting] = await Promise.all([
    figuresOf(store, id),
    jobs.read(dunningRunJob.name, keyOf(id, turn)),
    waitingAbout(store, id, now),
  ]);
  const morning = ringableFrom(now);
  return ok({
    ...rowOf(run),
    day,
    words,
    looked: { accounts: looked.accounts, of: Math.max(looked.accounts, looked.of) },
    figures,
    waiting,
    waitsUntil: state === "sending" && morning > now ? morning : null,
    halted: job?.state === "failed",
  });
}

/** From the index alone. */
async function figuresOf(
  store: Pick<Store, "group">,
  runId: string,
): Promise<DunningRunAnswer["figures"]> {
  const groups = await store.group(dunningMessages, {
    index: "byFigures",
    where: { runId },
    by: ["state", "way", "why"],
    sum: ["amountFen"],
  });
  return groups.map(({ by, count, sums }) => ({
    state: by["state"] as MessageState,
    ...(by["way"] ? { way: by["way"] as MessageWay } : {}),
    ...(by["why"] ? { why: by["why"] as MessageWhy } : {}),
    messages: count,
    amountFen: fen(sums["amountFen"] ?? 0),
  }));
}

/** The request about it that waits; null: none. */
async function waitingAbout(
  store: Pick<Store, "find">,
  id: string,
  now: Instant,
): Promise<string | null> {
  const { name: command } = sendingByRun.command;
  const where = { about: `dunningRuns/${id}`, command, state: "pending" };
  const found = await store.find(requests, { index: "byAbout", where });
  return found.find((one) => isPending(one, now))?.id ?? null;
}

interface MessageQuery {
  readonly state?: MessageState | undefined;
  readonly limit: number;
  readonly after?: string | undefined;
}

/** 消息清单, by number. Refusals, in this order: `not-found` (the run, or `after`), `out-of-scope`. */
export async function messagePage(
  { store }: Pick<Deps, "store">,
  actor: Actor,
  runId: string,
  { state, limit, after: afterId }: MessageQuery,
): Promise<Result<{ rows: DunningMessageRow[]; next: string | null }, ReadCode>> {
  const run = await store.get(dunningRuns, runId);
  const after = afterId === undefined ? null : await store.get(dunningMessages, afterId);
  if (run === null || (after === null && afterId !== undefined)) return refuse("not-found");
  if (!within(actor, { branchId: run.branchId })) return refuse("out-of-scope");
  const found = await store.find(dunningMessages, {
    ...(state === undefined
      ? { index: "byNumber", where: { runId } }
      : { index: "byState", where: { runId, state } }),
    ...(after === null ? {} : { after }),
    limit,
  });
  const ids = found.map(({ householdId }) => householdId);
  const houses = await documentsById(store, households, ids);
  const rows = found.map((one) => {
    const house = houses.get(one.householdId);
    const holder = house === undefined ? "" : (holderOf(house, one.accountId) ?? house.name);
    return messageRow(one, holder);
  });
  return ok({ rows, next: found.length === limit ? (found.at(-1)?.id ?? null) : null });
}

function messageRow(message: DunningMessage, holder: string): DunningMessageRow {
  const { accountId: id, householdId, number, state, amountFen, since, why, way, text } = message;
  return {
    id,
    householdId,
    number,
    holder,
    state,
    amountFen,
    since,
    ...(why === undefined ? {} : { why }),
    ...(way === undefined ? {} : { way }),
    ...(text === undefined ? {} : { text }),
  };
}

function rowOf(run: DunningRun): DunningRunRow {
  const { id, rev, branchId, step, state, askedAt, begun, paused, sent, endedAt, preview } = run;
  return {
    id,
    rev,
    branchId,
    step,
    state,
    askedAt,
    begun,
    ...(paused === undefined ? {} : { paused }),
    ...(sent === undefined ? {} : { sent }),
    ...(endedAt === undefined ? {} : { endedAt }),
    ...(preview === undefined ? {} : { preview }),
  };
}
