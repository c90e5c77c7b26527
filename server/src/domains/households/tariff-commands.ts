import { cityDate, type CityDate } from "@warmline/shared/kernel/time.ts";
import type { Price10k } from "@warmline/shared/kernel/price.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { checkUses, type OfferCode } from "@warmline/shared/catalogue/offer.ts";
import { AREA_COMPONENT, rowOf, type Catalogue } from "@warmline/shared/catalogue/catalogue.ts";
import { tariffs, type FormerPrice, type Tariff } from "@warmline/shared/households/model.ts";
import {
  checkPrice,
  closedBy,
  corrected,
  reopenedBy,
} from "@warmline/shared/households/tariffs.ts";
import { insert, replace } from "@warmline/shared/store/write.ts";
import { command, type Decision } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import type { Deps } from "../../platform/deps.ts";
import { findAll } from "../../platform/stores/find-pages.ts";
import { holdingCatalogue } from "../catalogue/index.ts";

/** Upper bound of prices ever declared of one class: changes in decades. */
const TARIFFS_MAX = 1_000;

interface SetTariff {
  readonly component: string;
  readonly priceClass: string;
  readonly from: CityDate;
  readonly price10k: Price10k;
  /** The number of the document that approves it. */
  readonly approvedBy: string;
  readonly reason?: string | undefined;
}

interface Pricing {
  readonly all: readonly Tariff[];
  readonly catalogue: Catalogue;
}

/**
 * 定价: a price from a day on; the one before ends there. Refusals, in this order:
 * `not-in-catalogue`, `not-offered` (component and class on that day), `share-too-large`,
 * `tariff-not-later`.
 */
export const setTariff = command({
  name: "tariffs.set",
  scope: "city",
  load: async (reads, of: SetTariff): Promise<Result<Pricing, SetCode>> =>
    ok({ all: await pricesLike(reads, of), catalogue: await holdingCatalogue(reads) }),
  decide({ all, catalogue }, { component, priceClass, from, price10k, approvedBy, reason }) {
    const offered = checkUses(catalogue, from, [
      { list: "components", code: component },
      { list: "priceClasses", code: priceClass },
    ]);
    if (!offered.ok) return offered;
    const sound = checkPrice(rowOf(catalogue, "components", component), price10k);
    if (!sound.ok) return sound;
    const closed = closedBy(all, from);
    if (!closed.ok) return closed;
    const former = closed.value;
    const id = `${component === AREA_COMPONENT ? "" : `${component}/`}${priceClass}-${from}`;
    const body = { id, component, priceClass, from, to: null, price10k, approvedBy };
    // One withdrawn before may have begun on the same day: it is its next revision.
    const withdrawn = all.find((tariff) => tariff.from === from);
    const next =
      withdrawn === undefined ? body : { ...body, id: withdrawn.id, former: saidBefore(withdrawn) };
    const write =
      withdrawn === undefined ? insert(tariffs, next) : replace(tariffs, withdrawn, next);
    return ok({
      value: { id: next.id, rev: write.readRev + 1 },
      writes: [
        write,
        ...(former === null ? [] : [replace(tariffs, former, { ...former, to: from })]),
      ],
      subjects: [`tariffs/${next.id}`],
      reason,
    });
  },
});

type SetCode = OfferCode | "share-too-large" | "tariff-not-later";

/** A price may have been charged by in advance and withdrawn: it stays explained, too. */
function saidBefore({ former = [], price10k, approvedBy, by }: Tariff): readonly FormerPrice[] {
  const { at: correctedAt, actorName: correctedBy, reason = "" } = by ?? {};
  if (correctedAt === undefined || correctedBy === undefined) return former;
  return [...former, { price10k, approvedBy, correctedAt, correctedBy, reason }];
}

interface OneTariff {
  readonly id: string;
  /** The revision that the person saw. */
  readonly rev: number;
  readonly reason: string;
}

/**
 * 撤销定价: the inverse of setting, as long as the price does not hold yet; the one before goes on.
 * Refusals, in this order: `not-found`, `tariff-in-force`.
 */
export const withdrawTariff = command({
  name: "tariffs.withdraw",
  scope: "city",
  async load(reads, { id }: OneTariff) {
    const current = await reads.get(tariffs, id);
    if (current === null) return refuse("not-found");
    return ok({ current, all: await pricesLike(reads, current) });
  },
  seen: ({ current }, { rev }) => seenTariff(current, rev),
  decide({ current, all }, { id, reason }, { at }): Result<Withdrawal, WithdrawCode> {
    const reopened = reopenedBy(all, current, cityDate(at));
    if (!reopened.ok) return reopened;
    const before = reopened.value;
    const writes = [
      replace(tariffs, current, { ...current, to: current.from }),
      ...(before === null ? [] : [replace(tariffs, before, { ...before, to: null })]),
    ];
    return ok({ value: { done: true }, writes, subjects: [`tariffs/${id}`], reason });
  },
});
type WithdrawCode = "not-found" | "tariff-in-force";
type Withdrawal = Decision<{ done: true }>;

interface Correcting {
  readonly current: Tariff;
  readonly catalogue: Catalogue;
}

interface CorrectTariff extends OneTariff {
  readonly price10k: Price10k;
  readonly approvedBy: string;
}

/**
 * 更正单价: a mistyped price is put right, be it in force or not; its own inverse. Nothing that was
 * charged changes with it. Refusals, in this order: `not-found`, `share-too-large`, then of the
 * rule.
 */
export const correctTariff = command({
  name: "tariffs.correct",
  scope: "city",
  async load(reads, { id }: CorrectTariff): Promise<Result<Correcting, CorrectCode>> {
    const current = await reads.get(tariffs, id);
    if (current === null) return refuse("not-found");
    return ok({ current, catalogue: await holdingCatalogue(reads) });
  },
  seen: ({ current }, { rev }) => seenTariff(current, rev),
  decide({ current, catalogue }, { id, rev, price10k, approvedBy, reason }, { at, actor }) {
    const sound = checkPrice(rowOf(catalogue, "components", current.component), price10k);
    if (!sound.ok) return sound;
    const correction = { correctedAt: at, correctedBy: actor.name, reason };
    const next = corrected(current, { price10k, approvedBy }, correction);
    if (!next.ok) return next;
    return ok({
      value: { id, rev: rev + 1 },
      writes: [replace(tariffs, current, next.value)],
      subjects: [`tariffs/${id}`],
      reason,
    });
  },
});
type CorrectCode =
  | "not-found"
  | "share-too-large"
  | "tariff-withdrawn"
  | "tariff-same"
  | "tariff-corrected-often";

/** All of one component and class. */
function pricesLike(
  reads: Reads,
  { component, priceClass }: Pick<Tariff, "component" | "priceClass">,
): Promise<Tariff[]> {
  const where = { component, priceClass };
  return reads.find(tariffs, { index: "byComponent", where, limit: TARIFFS_MAX });
}

/** Prices by component and class, newest first; the withdrawn ones too. */
export function listTariffs(deps: Pick<Deps, "store">): Promise<Tariff[]> {
  return findAll(deps, tariffs, { index: "byComponent", order: "descending" });
}

/** One price, after a command that named it. Refusal: `not-found`. */
export async function getTariff(
  { store }: Pick<Deps, "store">,
  id: string,
): Promise<Result<Tariff, "not-found">> {
  const tariff = await store.get(tariffs, id);
  return tariff === null ? refuse("not-found") : ok(tariff);
}

function seenTariff({ id, rev: now }: Tariff, seen: number) {
  return { seen, now, subject: `tariffs/${id}` };
}
