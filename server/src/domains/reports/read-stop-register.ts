import type { Actor } from "@warmline/shared/access/actor.ts";
import {
  contractId,
  contracts,
  type Contract,
  type ContractVersion,
} from "@warmline/shared/households/contract-versions.ts";
import type { Result } from "@warmline/shared/kernel/result.ts";
import { levelBelow } from "@warmline/shared/reports/node.ts";
import { totalStopActs, type StopCase } from "@warmline/shared/reports/stop-acts.ts";
import type { StopRegisterAnswer } from "@warmline/shared/reports/stop-register-api.ts";
import { requests } from "@warmline/shared/requests/model.ts";
import { withNames } from "./named-rows.ts";
import { crumbs, daysOfYear, withinReach, type AskedDays, type Reach } from "./reach.ts";
import { beginReading, type Reading } from "./standing.ts";

interface Asked extends AskedDays {
  readonly node?: string | undefined;
  /** Cases, and rows of households, to answer at most. */
  readonly limit: number;
}

/**
 * 停供复供明细, within the branch of whoever asks, as far as one binds them. Refusals, in this order:
 * `out-of-scope`, `reports-unavailable`.
 */
export async function readStopRegister(
  deps: Reading,
  actor: Actor,
  asked: Asked,
): Promise<Result<StopRegisterAnswer, "out-of-scope" | "reports-unavailable">> {
  return withinReach(deps, actor, asked.node, (reach) => listed(deps, reach, asked));
}

async function listed(deps: Reading, reach: Reach, asked: Asked): Promise<StopRegisterAnswer> {
  const { reports, log } = deps;
  const { at, standing } = await beginReading(deps);
  const days = daysOfYear(asked, at);
  const of = { ...days, node: reach.node, limit: asked.limit };
  const { position, cases, count, rows, unlinked } = await reports.stopRegister(of);
  const level = levelBelow(reach.node);
  if (unlinked.length > 0) log.error({ ...days, unlinked }, "reports: a restore without its stop");
  return {
    ...standing(position),
    ...days,
    path: await crumbs(deps, reach),
    level,
    total: totalStopActs(rows),
    rows: await withNames(deps, level, rows, asked.limit),
    cases: await agreedCases(deps, cases),
    more: count - cases.length,
    disagreements: unlinked,
  };
}

/** Whom, why and by whose approval: as household, contract and request say. */
async function agreedCases(
  deps: Reading,
  cases: readonly StopCase[],
): Promise<StopRegisterAnswer["cases"]> {
  const ids = cases.map(({ householdId, season }) => contractId(householdId, season));
  const found = await deps.store.getMany(contracts, [...new Set(ids)]);
  const contractOf = new Map(found.map((one) => [one.id, one]));
  const versions = cases.map((one, at) => versionOf(one, contractOf.get(ids[at]!)));
  const asked = versions.flatMap((version) => version?.requestId ?? []);
  const wanted = await deps.store.getMany(requests, [...new Set(asked)]);
  const approvals = new Map(
    wanted.map(({ id, steps }) => [id, steps.flatMap(({ byName }) => byName ?? [])]),
  );
  const named = await withNames(
    deps,
    "household",
    cases.map((one) => ({ ...one, id: one.householdId })),
  );
  return named.map(({ id: _, ...one }, at) => {
    const { reason, evidence, requestId, at: agreedAt } = versions[at] ?? {};
    const approvedBy = approvals.get(requestId ?? "")?.join("、");
    return {
      ...one,
      ...(reason === undefined ? {} : { reason }),
      ...(evidence === undefined ? {} : { evidence }),
      ...(requestId === undefined ? {} : { requestId }),
      ...(approvedBy ? { approvedBy } : {}),
      ...(agreedAt === undefined ? {} : { agreedAt }),
    };
  });
}

/**
 * The version by which it came about, the newest of several: a stop is withdrawn by a restore from
 * its first day on, a restore by `stop-resumed`.
 */
function versionOf(
  { kind, change, from }: StopCase,
  contract: Contract | undefined,
): ContractVersion | undefined {
  const undoing = kind === "stop" ? "restore" : "stop-resumed";
  const by = change === "withdrawn" ? undoing : kind;
  return contract?.versions.findLast((version) => version.kind === by && version.from === from);
}
