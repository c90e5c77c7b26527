import type { Actor } from "@warmline/shared/access/actor.ts";
import { cityWide } from "@warmline/shared/access/scope.ts";
import type {
  CarryForwardAnswer,
  CarryForwardRow,
} from "@warmline/shared/carryforwards/answers.ts";
import { FLAWS } from "@warmline/shared/carryforwards/carry-line.ts";
import {
  foldRows,
  NO_FIGURES,
  onAccountFigures,
  owedFigures,
} from "@warmline/shared/carryforwards/figures.ts";
import {
  carryChunks,
  carryExceptions,
  carryForwards,
  type CarryForward,
} from "@warmline/shared/carryforwards/model.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import { isPending, requests } from "@warmline/shared/requests/model.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import type { Deps } from "../../platform/deps.ts";
import { carryForwardJob } from "./carry-job.ts";
import { closingOf, sealing } from "./seal-request.ts";
import { withdrawing } from "./withdraw-request.ts";

const SHOWN = 100;

/** The newest first. Refusal: `out-of-scope`. */
export async function listCarries(
  { store }: Pick<Deps, "store">,
  actor: Actor,
): Promise<Result<CarryForwardRow[], "out-of-scope">> {
  if (!cityWide(actor)) return refuse("out-of-scope");
  const newest = { index: "byAsked", order: "descending", limit: SHOWN } as const;
  return ok((await store.find(carryForwards, newest)).map(rowOf));
}

/** What a command about a carry-forward answers. Refusal: `not-found`. */
export async function carryById(
  { store }: Pick<Deps, "store">,
  id: string,
): Promise<Result<CarryForwardRow, "not-found">> {
  const carry = await store.get(carryForwards, id);
  return carry === null ? refuse("not-found") : ok(rowOf(carry));
}

/** Refusals, in this order: `out-of-scope`, `not-found`. */
export async function readCarry(
  { store, jobs, clock }: Pick<Deps, "store" | "jobs" | "clock">,
  actor: Actor,
  id: string,
): Promise<Result<CarryForwardAnswer, "out-of-scope" | "not-found">> {
  if (!cityWide(actor)) return refuse("out-of-scope");
  const carry = await store.get(carryForwards, id);
  if (carry === null) return refuse("not-found");
  const [done, exceptions, job, waiting] = await Promise.all([
    householdsDone(store, id),
    exceptionsBy(store, id),
    jobs.read(carryForwardJob.name, `${id}/${carry.rev}`),
    waitingAbout(store, id, clock.now()),
  ]);
  const { previous, statement, state, reach, fromPosition } = carry;
  return ok({
    ...fieldsOf(carry),
    previousId: previous?.id ?? null,
    previousHash: previous?.hash ?? null,
    fromPosition,
    ...(statement === undefined ? {} : { statement: statementOf(statement) }),
    progress: state === "reckoning" ? { done, of: Math.max(done, reach) } : null,
    exceptions,
    waiting,
    halted: job?.state === "failed",
  });
}

/** The city as a whole, and by season. */
function statementOf({ branches, ...told }: NonNullable<CarryForward["statement"]>) {
  const rows = foldRows(branches.flatMap((branch) => branch.rows));
  return {
    ...told,
    owed: owedFigures(rows),
    onAccount: onAccountFigures(rows),
    seasons: rows.map((row) => ({ ...NO_FIGURES, ...row })),
  };
}

/** From the index alone. */
async function householdsDone(store: Pick<Store, "group">, runId: string): Promise<number> {
  const groups = await store.group(carryChunks, {
    index: "byRun",
    where: { runId },
    by: ["runId"],
    sum: ["households"],
  });
  return groups[0]?.sums["households"] ?? 0;
}

async function exceptionsBy(
  store: Pick<Store, "group">,
  runId: string,
): Promise<CarryForwardAnswer["exceptions"]> {
  const by = ["flaw.code"];
  const groups = await store.group(carryExceptions, { index: "byCode", where: { runId }, by });
  return FLAWS.flatMap((code) => {
    const found = groups.find((group) => group.by["flaw.code"] === code);
    return found === undefined ? [] : [{ code, count: found.count }];
  });
}

/** The request about it that waits; null: none. */
async function waitingAbout(
  store: Pick<Store, "find">,
  id: string,
  now: Instant,
): Promise<string | null> {
  const command = [sealing.command.name, withdrawing.command.name];
  const where = { about: `carryForwards/${id}`, command, state: "pending" };
  const found = await store.find(requests, { index: "byAbout", where });
  return found.find((one) => isPending(one, now))?.id ?? null;
}

function rowOf(carry: CarryForward): CarryForwardRow {
  const { statement } = carry;
  const closing = statement === undefined ? null : closingOf(carry);
  return {
    ...fieldsOf(carry),
    accounts: statement?.accounts ?? null,
    exceptions: statement?.exceptions ?? null,
    closingOwedFen: closing?.owedFen ?? null,
    closingOnAccountFen: closing?.onAccountFen ?? null,
  };
}

function fieldsOf(carry: CarryForward) {
  const { id, rev, day, previous, state, askedAt, begun, paused, sealed, withdrawn } = carry;
  return {
    id,
    rev,
    day,
    previousDay: previous?.day ?? null,
    state,
    askedAt,
    begun,
    ...(paused === undefined ? {} : { paused }),
    ...(sealed === undefined ? {} : { sealed }),
    ...(withdrawn === undefined ? {} : { withdrawn }),
  };
}
