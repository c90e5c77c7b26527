import type { Actor } from "@warmline/shared/access/actor.ts";
import { cityWide } from "@warmline/shared/access/scope.ts";
import type { CarryExceptionRow } from "@warmline/shared/carryforwards/answers.ts";
import type { FlawCode } from "@warmline/shared/carryforwards/carry-line.ts";
import { carryExceptions, carryForwards } from "@warmline/shared/carryforwards/model.ts";
import { households } from "@warmline/shared/households/model.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { entries, type Entry } from "@warmline/shared/ledger/entry.ts";
import { holderOf } from "@warmline/shared/ledger/holder-account.ts";
import { sumFen } from "@warmline/shared/ledger/lines.ts";
import type { Deps } from "../../platform/deps.ts";

export interface ExceptionQuery {
  readonly code?: FlawCode | undefined;
  readonly limit: number;
  readonly after?: string | undefined;
}

/** Entries shown of an exception, the newest. */
const ENTRIES_SHOWN = 20;

/**
 * 异常清单, by household number, with what each is told by. Refusals, in this order: `out-of-scope`,
 * `not-found` (the carry-forward, or `after`).
 */
export async function exceptionPage(
  { store }: Pick<Deps, "store">,
  actor: Actor,
  runId: string,
  { code, limit, after: afterId }: ExceptionQuery,
): Promise<
  Result<{ rows: CarryExceptionRow[]; next: string | null }, "out-of-scope" | "not-found">
> {
  if (!cityWide(actor)) return refuse("out-of-scope");
  const run = await store.get(carryForwards, runId);
  const after = afterId === undefined ? null : await store.get(carryExceptions, afterId);
  if (run === null || (after === null && afterId !== undefined)) return refuse("not-found");
  const found = await store.find(carryExceptions, {
    ...(code === undefined
      ? { index: "byNumber", where: { runId } }
      : { index: "byCode", where: { runId, "flaw.code": code } }),
    ...(after === null ? {} : { after }),
    limit,
  });
  const shownIds = found.flatMap(({ flaw }) => flaw.entryIds.slice(-ENTRIES_SHOWN));
  const [houses, shown] = await Promise.all([
    store.getMany(
      households,
      found.map(({ householdId }) => householdId),
    ),
    store.getMany(entries, [...new Set(shownIds)]),
  ]);
  const householdOf = new Map(houses.map((one) => [one.id, one]));
  const entryOf = new Map(shown.map((one) => [one.id, one]));
  const rows = found.map(({ id, accountId, householdId, number, branchId, flaw }) => {
    const { entryIds, ...told } = flaw;
    const household = householdOf.get(householdId);
    const name = household === undefined ? "" : (holderOf(household, accountId) ?? household.name);
    const known = entryIds.slice(-ENTRIES_SHOWN).flatMap((one) => entryOf.get(one) ?? []);
    return {
      id,
      accountId,
      householdId,
      number,
      name,
      branchId,
      ...told,
      entries: known.map(evidence),
    };
  });
  return ok({ rows, next: found.length === limit ? (found.at(-1)?.id ?? null) : null });
}

/** What an entry adds to what is owed, less what it puts on account. */
function evidence({ id: entryId, seq, bookedOn, detail, lines }: Entry) {
  const own = lines.filter(({ account }) => account === "receivable" || account === "prepaid");
  return { entryId, seq, bookedOn, kind: detail.kind, amountFen: sumFen(own) };
}
