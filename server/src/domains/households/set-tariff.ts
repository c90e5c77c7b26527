import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { Price10k } from "@warmline/shared/kernel/money.ts";
import { cityDate, type CityDate } from "@warmline/shared/kernel/time.ts";
import { closedBy, reopenedBy } from "@warmline/shared/households/tariffs.ts";
import {
  PRICE_CLASSES,
  tariffs,
  type FormerPrice,
  type PriceClass,
  type Tariff,
} from "@warmline/shared/households/model.ts";
import { cityWide } from "@warmline/shared/access/scope.ts";
import { insert, replace } from "@warmline/shared/store/write.ts";
import { commitAudited } from "../../platform/audit/commit-audited.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import { attempt, lost } from "../../platform/commands/old-attempt.ts";
import type { Deps } from "../../platform/deps.ts";
import { priceGuard } from "./price-guard.ts";

export interface SetTariff {
  readonly priceClass: PriceClass;
  readonly from: CityDate;
  readonly price10k: Price10k;
  /** The number of the document that approves it. */
  readonly approvedBy: string;
  readonly reason?: string | undefined;
}

type SetRefusal = "out-of-scope" | "tariff-not-later" | "changed-meanwhile";

/**
 * A price from a day on; the one before ends there. Refusals, in this order: `out-of-scope`,
 * `tariff-not-later`.
 */
export async function setTariff(
  deps: Deps,
  caller: Caller,
  input: SetTariff,
): Promise<Result<Tariff, SetRefusal>> {
  if (!cityWide(caller.actor)) return refuse("out-of-scope");
  const { priceClass, from, price10k, approvedBy, reason } = input;
  return attempt<Result<Tariff, SetRefusal>>(async () => {
    const guard = await priceGuard(deps, `tariffs/${priceClass}`);
    const ofClass = await tariffsOf(deps, priceClass);
    const closed = closedBy(ofClass, from);
    if (!closed.ok) return closed;
    const id = `${priceClass}-${from}`;
    const body = { id, priceClass, from, to: null, price10k, approvedBy };
    // One withdrawn before may have begun on the same day: it is its next revision.
    const withdrawn = ofClass.find((tariff) => tariff.from === from);
    const next =
      withdrawn === undefined ? body : { ...body, id: withdrawn.id, former: saidBefore(withdrawn) };
    const write =
      withdrawn === undefined ? insert(tariffs, next) : replace(tariffs, withdrawn, next);
    const former = closed.value;
    const committed = await commitAudited(
      deps,
      caller,
      { command: "tariffs.set", subjects: [`tariffs/${write.id}`], reason },
      [
        write,
        guard,
        ...(former === null ? [] : [replace(tariffs, former, { ...former, to: from })]),
      ],
    );
    return committed.ok ? ok({ ...next, rev: write.readRev + 1 }) : lost;
  });
}

/** A price may have been charged by in advance and withdrawn: it stays explained, too. */
function saidBefore({ former = [], price10k, approvedBy, by }: Tariff): readonly FormerPrice[] {
  if (by === undefined) return former;
  const { at: correctedAt, actorName: correctedBy, reason = "" } = by;
  return [...former, { price10k, approvedBy, correctedAt, correctedBy, reason }];
}

export interface WithdrawTariff {
  readonly id: string;
  readonly rev: number;
  readonly reason: string;
}

type WithdrawRefusal = "out-of-scope" | "not-found" | "changed-meanwhile" | "tariff-in-force";

/**
 * The inverse of setting, as long as the price does not hold yet; the one before goes on. Refusals,
 * in this order: `out-of-scope`, `not-found`, `changed-meanwhile`, `tariff-in-force`.
 */
export async function withdrawTariff(
  deps: Deps,
  caller: Caller,
  { id, rev, reason }: WithdrawTariff,
): Promise<Result<{ done: true }, WithdrawRefusal>> {
  if (!cityWide(caller.actor)) return refuse("out-of-scope");
  return attempt<Result<{ done: true }, WithdrawRefusal>>(async () => {
    const current = await deps.store.get(tariffs, id);
    if (current === null) return refuse("not-found");
    if (current.rev !== rev) return refuse("changed-meanwhile");
    const guard = await priceGuard(deps, `tariffs/${current.priceClass}`);
    const ofClass = await tariffsOf(deps, current.priceClass);
    const reopened = reopenedBy(ofClass, current, cityDate(deps.clock.now()));
    if (!reopened.ok) return reopened;
    const before = reopened.value;
    const committed = await commitAudited(
      deps,
      caller,
      { command: "tariffs.withdraw", subjects: [`tariffs/${id}`], reason },
      [
        guard,
        replace(tariffs, current, { ...current, to: current.from }),
        ...(before === null ? [] : [replace(tariffs, before, { ...before, to: null })]),
      ],
    );
    return committed.ok ? ok({ done: true } as const) : lost;
  });
}

function tariffsOf({ store }: Pick<Deps, "store">, priceClass: PriceClass): Promise<Tariff[]> {
  return store.find(tariffs, { index: "byClass", where: { priceClass }, limit: 1_000 });
}

/** Prices by class, newest first; the withdrawn ones too. */
export function listTariffs({ store }: Pick<Deps, "store">): Promise<Tariff[]> {
  return store.find(tariffs, {
    index: "byClass",
    where: { priceClass: [...PRICE_CLASSES] },
    order: "descending",
    limit: 1_000,
  });
}
