import type { Actor } from "@warmline/shared/access/actor.ts";
import { branchOf, within } from "@warmline/shared/access/scope.ts";
import type { CountsAnswer, WorkAnswer } from "@warmline/shared/dunning/api.ts";
import { dunningCases, VALVE_TASKS } from "@warmline/shared/dunning/model.ts";
import { isAtValve, WORK_KINDS, type WorkKind } from "@warmline/shared/dunning/work.ts";
import type { Group, Selection } from "@warmline/shared/store/port.ts";
import { lastOf } from "@warmline/shared/dunning/standing.ts";
import { addressLine } from "@warmline/shared/households/address-line.ts";
import { orgNodes, type OrgNode } from "@warmline/shared/households/model.ts";
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
 * 催缴统计: whose turn it is by branch and step, and which valves are to be turned, as far as whoever
 * asks sees. It has no refusals.
 */
export async function dunningCounts(
  { store, clock }: Reading,
  actor: Actor,
): Promise<Result<CountsAnswer, never>> {
  const day = cityDate(clock.now());
  const [steps, valves] = await Promise.all([
    store.group(dunningCases, {
      index: "byDay",
      to: addDays(day, 1),
      by: ["branchId", "nextKind"],
      sum: ["overdueFen"],
    }),
    store.group(dunningCases, {
      index: "byValve",
      where: { valve: [...VALVE_TASKS] },
      by: ["branchId", "valve"],
      sum: ["overdueFen"],
    }),
  ]);
  const seen = [...steps, ...valves].filter(({ by }) =>
    within(actor, { branchId: String(by["branchId"]) }),
  );
  const branches = seen.map(({ by }) => String(by["branchId"]));
  const names = await documentsById(store, orgNodes, branches);
  return ok({ day, counts: seen.flatMap((group) => countOf(group, names)) });
}

function countOf(
  { by, count, sums }: Group,
  names: ReadonlyMap<string, OrgNode>,
): CountsAnswer["counts"] {
  const branchId = String(by["branchId"]);
  const { name = branchId, nameEn } = names.get(branchId) ?? {};
  const step = WORK_KINDS.find((kind) => kind === (by["nextKind"] ?? by["valve"]));
  if (step === undefined) return [];
  const branch = { branchId, branch: name, ...(nameEn === undefined ? {} : { branchEn: nameEn }) };
  return [{ ...branch, step, accounts: count, overdueFen: fen(sums["overdueFen"] ?? 0) }];
}

interface WorkFilter {
  readonly step: WorkKind;
  readonly branchId?: string | undefined;
  readonly after?: string | undefined;
}

/**
 * 催缴工作清单 of a step or of valves: those first who have waited longest. Each row is as it stands
 * at this moment, whatever was kept of it; who is not to be dunned by now is left out, so that a
 * page may be short. Of another branch nothing is seen. It has no refusals.
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
  const last = after === undefined ? null : await store.get(dunningCases, after);
  const today = cityDate(clock.now());
  const found = await store.find(dunningCases, {
    ...selectionOf(step, bound ?? branchId, today),
    limit: PAGE,
    ...(last === null ? {} : { after: last }),
  });
  const next = found.length === PAGE ? (found.at(-1)?.id ?? null) : null;
  const ids = found.map(({ id }) => id);
  const now = await readDunned(store, ids, today);
  const rows = found.flatMap(({ id, valveSince }) => {
    const dunned = now.get(id);
    return dunned === undefined ? [] : (rowOf(dunned, step, { today, valveSince }) ?? []);
  });
  return ok({ rows, next });
}

function selectionOf(step: WorkKind, branch: string | undefined, today: CityDate): Selection {
  const of: Readonly<Record<string, string>> = branch === undefined ? {} : { branchId: branch };
  if (isAtValve(step)) return { index: "byValve", where: { valve: step, ...of } };
  const index = branch === undefined ? "byKind" : "byBranch";
  return { index, where: { nextKind: step, ...of }, to: addDays(today, 1) };
}

interface When {
  readonly today: CityDate;
  readonly valveSince: CityDate | undefined;
}

function rowOf(
  dunned: Dunned,
  step: WorkKind,
  { today, valveSince = today }: When,
): WorkAnswer["rows"][number] | null {
  const { overdueFen, since, next, why, taken, valve } = standingOn(dunned, today);
  const due = why === "ready" && next?.kind === step ? next.from : undefined;
  const from = valve.task === step ? valveSince : due;
  if (from === undefined) return null;
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
    ...(since === undefined ? {} : { since }),
    nextFrom: from,
    ...(last === undefined ? {} : { lastKind: last.fact.step, lastOn: last.on }),
  };
}
