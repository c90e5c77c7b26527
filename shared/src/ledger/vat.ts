import { vatShareOf, type VatRule } from "../catalogue/vat-rule.ts";
import { divided } from "../kernel/divide.ts";
import { addFen, fen, subtractFen, ZERO_FEN, type Fen } from "../kernel/money.ts";
import type { Price10k } from "../kernel/price.ts";
import { product } from "../kernel/product.ts";
import type { Entry } from "./entry.ts";
import { FEES, type FeeId } from "./fees.ts";
import { stepsOfItems } from "./item-steps.ts";
import { isSpaceStep, type Step } from "./steps.ts";

/** 含税金额、不含税金额、税额: gross = net + tax, always. */
export interface VatSplit {
  readonly grossFen: Fen;
  readonly netFen: Fen;
  readonly taxFen: Fen;
}

/** 1/10000 per cent: the whole. */
const WHOLE_10K = 1_000_000;

/**
 * 价税分离: net = gross ÷ (1 + rate), rounded once, half up to the fen; the tax is the rest. Source:
 * charging rules, "VAT".
 */
export function splitVat(grossFen: Fen, share10k: Price10k): VatSplit {
  const netFen = fen(product([grossFen, WHOLE_10K], [WHOLE_10K + share10k]));
  return { grossFen, netFen, taxFen: subtractFen(grossFen, netFen) };
}

/** What of an item is of one price class, in proportion; null: it is not known of which. */
export interface ClassWeight {
  readonly priceClass: string | null;
  readonly weight: number;
}

/**
 * Of which classes an item was charged: by the spaces in its steps, or else by where its household
 * was then, if that was of one class. `made` is the entry that made it.
 */
export function classesOfItem(made: Entry | undefined, itemId: string): readonly ClassWeight[] {
  if (made === undefined) return [{ priceClass: null, weight: 1 }];
  const weights = weightsOf(stepsOfItems([made]).get(itemId) ?? []);
  if (weights.length > 0) return weights;
  const [, , , , classes = ""] = (made.place ?? "").split("/");
  const isOne = classes !== "" && !classes.includes("+");
  return [{ priceClass: isOne ? classes : null, weight: 1 }];
}

/** Each class with what its spaces cost, less what their stops take off. */
function weightsOf(steps: readonly Step[]): ClassWeight[] {
  const classes = new Map(
    steps.filter(isSpaceStep).map(({ spaceId, priceClass }) => [spaceId, priceClass]),
  );
  const sums = new Map<string, Fen>();
  for (const step of steps) {
    const priceClass = "spaceId" in step ? classes.get(step.spaceId) : undefined;
    if (priceClass === undefined) continue;
    sums.set(priceClass, addFen(sums.get(priceClass) ?? ZERO_FEN, step.amountFen));
  }
  return [...sums].flatMap(([priceClass, weight]) => (weight > 0 ? [{ priceClass, weight }] : []));
}

/** An amount with tax of one item. */
export interface TaxedAmount {
  readonly itemId: string;
  readonly fee: FeeId;
  readonly amountFen: Fen;
}

/** 税率行: what is of one fee and one rate. */
export interface VatLine extends VatSplit {
  readonly fee: FeeId;
  /** Of the amount without tax, in 1/10000 per cent; 0: exempt 免税. */
  readonly share10k: Price10k;
}

/** What of an item is taxed by which rate; the parts sum to it. */
export function atRates(
  rule: VatRule,
  { fee, amountFen }: Pick<TaxedAmount, "fee" | "amountFen">,
  classes: readonly ClassWeight[],
): { readonly share10k: Price10k; readonly amountFen: Fen }[] {
  const parts = divided(
    amountFen,
    classes.map(({ weight }) => weight),
  );
  const sums = new Map<Price10k, Fen>();
  for (const [place, { priceClass }] of classes.entries()) {
    const share10k = vatShareOf(rule, { fee, priceClass });
    sums.set(share10k, addFen(sums.get(share10k) ?? ZERO_FEN, fen(parts[place]!)));
  }
  return [...sums].map(([share10k, sum]) => ({ share10k, amountFen: sum }));
}

/**
 * Amounts by fee and rate, each line split once, so that the lines sum to the amounts. `madeBy`
 * knows the entry that made an item.
 */
export function vatLines(
  rule: VatRule,
  amounts: readonly TaxedAmount[],
  madeBy: (itemId: string) => Entry | undefined,
): VatLine[] {
  const sums = new Map<string, Pick<VatLine, "fee" | "share10k" | "grossFen">>();
  for (const one of amounts) {
    const classes = classesOfItem(madeBy(one.itemId), one.itemId);
    for (const { share10k, amountFen } of atRates(rule, one, classes)) {
      const key = `${one.fee} ${share10k}`;
      const before = sums.get(key)?.grossFen ?? ZERO_FEN;
      sums.set(key, { fee: one.fee, share10k, grossFen: addFen(before, amountFen) });
    }
  }
  return [...sums.values()]
    .filter(({ grossFen }) => grossFen !== 0)
    .toSorted((a, b) => FEES[a.fee].rank - FEES[b.fee].rank || b.share10k - a.share10k)
    .map(({ fee, share10k, grossFen }) => ({ fee, share10k, ...splitVat(grossFen, share10k) }));
}
