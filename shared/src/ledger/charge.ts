import { ok, refuse, type Result } from "../kernel/result.ts";
import { areaCharge, type AreaMilli, type Price10k } from "../kernel/money.ts";
import { seasonOf } from "./account.ts";
import { AMOUNT_MAX_FEN } from "./allocate.ts";
import { posting, sumFen } from "./lines.ts";
import type { Account, AreaBasis, Posting } from "./model.ts";

/** A space as the contract of the season has it. */
export interface ChargeableSpace {
  readonly id: string;
  readonly label: string;
  /** 计费面积. */
  readonly billingAreaMilli: AreaMilli;
  readonly priceClass: string;
  readonly settlement: "area" | "meter" | "two-part";
}

export interface ChargeInput {
  readonly season: string;
  readonly spaces: readonly ChargeableSpace[];
  /** The tariff that holds for the season, by price class. */
  readonly prices: Readonly<Record<string, Price10k>>;
}

export type ChargeCode =
  | "already-charged"
  | "no-spaces"
  | "rule-missing"
  | "no-tariff"
  | "nothing-to-charge"
  | "bad-amount";

/**
 * 应收 by area: area × price, rounded once a space, half up to the fen.
 * Refusals, in this order: `already-charged` (charged in the season, or taken over with it);
 * `no-spaces`; `rule-missing` (a space is not settled by area); `no-tariff`; `nothing-to-charge`
 * (all spaces come to zero); `bad-amount` (over the limit).
 */
export function charge(account: Account, input: ChargeInput): Result<Posting, ChargeCode> {
  const { season, spaces, prices } = input;
  const { chargedFen, openingFen } = seasonOf(account, season);
  if (chargedFen !== 0 || openingFen !== 0) return refuse("already-charged", { season });
  if (spaces.length === 0) return refuse("no-spaces", { season });
  const other = spaces.find(({ settlement }) => settlement !== "area");
  if (other !== undefined) return refuse("rule-missing", { label: other.label });
  const basis: AreaBasis[] = [];
  for (const { id, label, billingAreaMilli: areaMilli, priceClass } of spaces) {
    const price10k = Object.hasOwn(prices, priceClass) ? prices[priceClass] : undefined;
    if (price10k === undefined) return refuse("no-tariff", { season, priceClass });
    const amountFen = areaCharge(areaMilli, price10k);
    basis.push({ kind: "area", spaceId: id, label, areaMilli, price10k, priceClass, amountFen });
  }
  const total = sumFen(basis);
  if (total === 0) return refuse("nothing-to-charge", { season });
  if (total > AMOUNT_MAX_FEN) return refuse("bad-amount");
  return ok(posting({ kind: "charge", season, rule: "area@1", basis }));
}
