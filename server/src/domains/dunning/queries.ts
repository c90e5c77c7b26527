import type { Actor } from "@warmline/shared/access/actor.ts";
import { branchOf, within } from "@warmline/shared/access/scope.ts";
import type { CountsAnswer, WorkAnswer } from "@warmline/shared/dunning/api.ts";
import { STEP_KINDS, type StepKind } from "@warmline/shared/catalogue/dunning-rule.ts";
import { dunningCases } from "@warmline/shared/dunning/model.ts";
import { lastOf } from "@warmline/shared/dunning/standing.ts";
import { addressLine } from "@warmline/shared/households/address-line.ts";
import { orgNodes } from "@warmline/shared/households/model.ts";
import { fen } from "@warmline/shared/kernel/money.ts";
import { ok, type Result } from "@warmline/shared/kernel/result.ts";
import { addDays, cityDate, type CityDate } from "@warmline/shared/kernel/time.ts";
import { holderOf } from "@warmline/shared/ledger/holder-account.ts";
import type { Deps } from "../../platform/deps.ts";
import { documentsById } from "../../platform/stores/documents-by-id.ts";
import { readDunned, standingOn, type Dunned } from "./on-account.ts";

type Reading = Pick<Deps, "store" | "clock">;

/** Rows of one page. */
const PAGE = 50;

/**
 * 催缴统计: whose turn it is by branch and step, as far as whoever asks sees. It has no refusals.
 */
export async function dunningCounts(
  { store, clock }: Reading,
  actor: Actor,
): Promise<Result<CountsAnswer, never>> {
  const day = cityDate(clock.now());
  const groups = await store.group(dunningCases, {
    index: "byDay",
    to: addDays(day, 1),
    by: ["branchId", "nextKind"],
    sum: ["overdueFen"],
  });
  const seen = groups.filter(({ by }) => within(actor, { branchId: String(by["branchId"]) }));
  const names = await documentsById(
    store,
    orgNodes,
    seen.map(({ by }) => String(by["branchId"])),
  );
  const counts = seen.flatMap(({ by, count, sums }) => {
    const branchId = String(by["branchId"]);
    const { name = branchId, nameEn } = names.get(branchId) ?? {};
    const step = STEP_KINDS.find((kind) => kind === by["nextKind"]);
    const overdueFen = fen(sums["overdueFen"] ?? 0);
    const english = nameEn === undefined ? {} : { branchEn: nameEn };
    return step === undefined
      ? []
      : [{ branchId, branch: name, ...english, step, accounts: count, overdueFen }];
  });
  return ok({ day, counts });
}

interface WorkFilter {
  readonly step: StepKind;
  readonly branchId?: string | undefined;
  readonly after?: string | undefined;
}

/**
 * 催缴工作清单 of a step: those first who have waited longest. Each row is as it stands at this moment,
 * whatever was kept of it; who is not to be dunned by now is left out, so that a page may be short.
 * Of another branch nothing is seen. It has no refusals.
 */
export async function dunningWork(
  { store, clock }: Reading,
  actor: Actor,
  { step, branchId, after }: WorkFilter,
): Promise<Result<WorkAnswer, never>> {
  const bound = branchOf(actor);
  if (bound !== undefined && branchId !== undefined && branchId !== bound) {
    return ok({ rows: [], next: null });
  }
  const branch = bound ?? branchId;
  const last = after === undefined ? null : await store.get(dunningCases, after);
  const today = cityDate(clock.now());
  const found = await store.find(dunningCases, {
    ...(branch === undefined
      ? { index: "byKind", where: { nextKind: step } }
      : { index: "byBranch", where: { branchId: branch, nextKind: step } }),
    to: addDays(today, 1),
    limit: PAGE,
    ...(last === null ? {} : { after: last }),
  });
  const next = found.length === PAGE ? (found.at(-1)?.id ?? null) : null;
  const now = await readDunned(
    store,
    found.map(({ id }) => id),
    today,
  );
  const rows = [...now.values()].flatMap((dunned) => rowOf(dunned, step, today) ?? []);
  return ok({ rows, next });
}

function rowOf(dunned: Dunned, step: StepKind, today: CityDate): WorkAnswer["rows"][number] | null {
  const { overdueFen, since, next, why, taken } = standingOn(dunned, today);
  if (why !== "ready" || next?.kind !== step || next.from === undefined) return null;
  const { household, account } = dunned;
  const { id: householdId, number, name, address } = household;
  const last = lastOf(taken);
  return {
    id: account.id,
    householdId,
    number,
    holder: holderOf(household, account.id) ?? name,
    address: addressLine(address),
    overdueFen,
    since: since ?? today,
    nextFrom: next.from,
    ...(last === undefined ? {} : { lastKind: last.fact.step, lastOn: last.on }),
  };
}
