import { formatHeight, perMille } from "../catalogue/charging-rule.ts";
import type { RuleSource } from "../catalogue/rules-on.ts";
import { formatArea } from "../kernel/area.ts";
import { addFen, fen, formatYuan, negateFen, subtractFen } from "../kernel/money.ts";
import { formatPrice, price10k as priceOf } from "../kernel/price.ts";
import { product } from "../kernel/product.ts";
import type { AreaMilli } from "../kernel/area.ts";
import type { Fen } from "../kernel/money.ts";
import type { Price10k } from "../kernel/price.ts";
import type { CityDate } from "../kernel/time.ts";
import type { FeeId } from "./fees.ts";
import type { FormatMessage } from "./formatting.ts";
import { lateFeeCapFen, lateFeeFen, isCapped, type LateFee } from "./late-fee.ts";
import type { AdvanceStep, MeteredSteps } from "./metered.ts";
import { METERED_RULES } from "./metered-steps.ts";
import { SERVICE_RULES, type ServiceStep } from "./service-step.ts";
import { addedShare, storeyFactor, type Storey } from "./storey-height.ts";

/**
 * 计算步骤: how a part of an amount came about: the rule with its version, its inputs with their
 * units, the tariff as it was read. Enough to say it in words and to do it again. A changed rule is
 * a new version, as what was charged by the old one must stay explainable.
 */
export type Step =
  | SpaceStep
  | StopStep
  | RestoreStep
  | WholeYuanStep
  | LateFeeStep
  | MeteredSteps
  | AdvanceStep
  | ServiceStep
  | TakenOverStep;

/** What a space costs with heat all season, up to the usual height or above it. */
export type SpaceStep = AreaStep | AreaHeightStep;

interface OfArea {
  readonly spaceId: string;
  readonly label: string;
  readonly areaMilli: AreaMilli;
  readonly price10k: Price10k;
  readonly priceClass: string;
  /** The price as it stood then; what was charged before the model had it names none. */
  readonly tariffId?: string;
  readonly tariffRev?: number;
  readonly amountFen: Fen;
}

/** One space charged by its area. */
export interface AreaStep extends OfArea {
  readonly rule: "area@1";
}

/** 超高: one space charged by its area and its height, by a rule of the charging catalogue. */
export interface AreaHeightStep extends OfArea, Storey, RuleSource {
  readonly rule: "area-height@1";
}

/** 报停减免: what of a space's charge is not owed for the days without heat; less than zero. */
export interface StopStep {
  readonly rule: "stop@1";
  readonly spaceId: string;
  readonly label: string;
  /** What the space costs with heat all season. */
  readonly fullFen: Fen;
  /** 报停基础费: the share of it that is owed without heat, in 1/10000 per cent. */
  readonly share10k: Price10k;
  readonly tariffId: string;
  readonly tariffRev: number;
  /** The first day without heat. */
  readonly from: CityDate;
  /** From that day on, of the days that the season has. */
  readonly days: number;
  readonly seasonDays: number;
  readonly amountFen: Fen;
}

/** 复热: what is owed again for the days from which heat is taken again. */
export interface RestoreStep {
  readonly rule: "restore@1";
  readonly spaceId: string;
  readonly label: string;
  /** What a stop of the whole season waives of the space's charge. */
  readonly waivedFen: Fen;
  /** The first day with heat again. */
  readonly from: CityDate;
  readonly days: number;
  readonly seasonDays: number;
  readonly amountFen: Fen;
}

/** 尾差: what is added to a fee, or taken off, so that whole yuan are owed. */
export interface WholeYuanStep extends RuleSource {
  readonly rule: "whole-yuan@1";
  /** All other steps of the fee together. */
  readonly exactFen: Fen;
  readonly amountFen: Fen;
}

/** 违约金: what a fee has come to by being late, less what was charged of that before. */
export interface LateFeeStep extends LateFee, RuleSource {
  readonly rule: "late-fee@1";
  /** What is late. */
  readonly fee: FeeId;
  readonly chargedFen: Fen;
  readonly amountFen: Fen;
}

/** What the system before says was owed; it alone knows why. */
export interface TakenOverStep {
  readonly rule: "taken-over@1";
  readonly amountFen: Fen;
}

interface Rule<S extends Step> {
  /** The amount done again from the inputs. */
  readonly amount: (step: S) => Fen;
  readonly explain: (step: S, format: FormatMessage) => string;
}

type Rules = { readonly [R in Step["rule"]]: Rule<Extract<Step, { rule: R }>> };

const RULES: Rules = {
  "area@1": {
    amount: ({ areaMilli, price10k }) => areaAmount(areaMilli, price10k),
    explain: ({ label, areaMilli, price10k, amountFen }, format) =>
      format("debt.area", {
        label,
        area: formatArea(areaMilli),
        price: formatPrice(price10k),
        amount: formatYuan(amountFen),
      }),
  },
  "area-height@1": {
    amount: (step) => areaAmount(step.areaMilli, step.price10k, storeyFactor(step)),
    explain: (step, format) =>
      format("debt.area-height", {
        label: step.label,
        area: formatArea(step.areaMilli),
        price: formatPrice(step.price10k),
        height: formatHeight(step.heightMm),
        above: formatHeight(step.aboveMm),
        added: formatPrice(addedShare(step)),
        amount: formatYuan(step.amountFen),
      }),
  },
  "stop@1": {
    amount: ({ fullFen, share10k, days, seasonDays }) =>
      negateFen(shareOfDays(waivedFen(fullFen, share10k), { days, seasonDays })),
    explain: ({ label, share10k, from, days, seasonDays, amountFen }, format) =>
      format("debt.stop", {
        label,
        share: formatPrice(share10k),
        from,
        days,
        seasonDays,
        amount: formatYuan(negateFen(amountFen)),
      }),
  },
  "restore@1": {
    amount: ({ waivedFen: waived, days, seasonDays }) => shareOfDays(waived, { days, seasonDays }),
    explain: ({ label, from, waivedFen: waived, days, seasonDays, amountFen }, format) =>
      format("debt.restore", {
        label,
        from,
        days,
        seasonDays,
        waived: formatYuan(waived),
        amount: formatYuan(amountFen),
      }),
  },
  "whole-yuan@1": {
    amount: ({ exactFen }) => wholeYuanFen(exactFen),
    explain: ({ exactFen, amountFen }, format) =>
      format("debt.whole-yuan", {
        exact: formatYuan(exactFen),
        amount: formatYuan(addFen(exactFen, amountFen)),
        difference: formatYuan(amountFen),
      }),
  },
  "late-fee@1": {
    amount: (step) => subtractFen(lateFeeFen(step), step.chargedFen),
    explain: explainLateFee,
  },
  ...METERED_RULES,
  ...SERVICE_RULES,
  "taken-over@1": {
    amount: ({ amountFen }) => amountFen,
    explain: ({ amountFen }, format) =>
      format("debt.taken-over", { amount: formatYuan(amountFen) }),
  },
};

/**
 * area × price × a factor (numerator, denominator), rounded once, half up to the fen. Source:
 * charging rules, "area charge" and "storey height over 3 m".
 */
export function areaAmount(
  areaMilli: AreaMilli,
  price10k: Price10k,
  [above, below]: readonly [number, number] = [1, 1],
): Fen {
  // 1/1000 m² × 1/10000 yuan = 1e-7 yuan = 1e-5 fen.
  return fen(product([areaMilli, price10k, above], [100_000, below]));
}

/**
 * 尾差: by how much an amount is rounded half up to the yuan; less than zero where it is rounded
 * down. Source: charging rules, "whole-yuan option".
 */
export function wholeYuanFen(exactFen: Fen): Fen {
  return fen(product([exactFen], [100]) * 100 - exactFen);
}

/**
 * What a stop of the whole season waives: the charge without its base fee, which is rounded once,
 * half up to the fen; never computed on its own. Source: charging rules, "stop".
 */
export function waivedFen(fullFen: Fen, share10k: Price10k): Fen {
  return subtractFen(fullFen, fen(product([fullFen, share10k], [1_000_000])));
}

/** Of some of the season's days, half up to the fen. Source: charging rules, "restore". */
export function shareOfDays(
  amountFen: Fen,
  { days, seasonDays }: { readonly days: number; readonly seasonDays: number },
): Fen {
  return fen(product([amountFen, days], [seasonDays]));
}

export function isSpaceStep(step: Step): step is SpaceStep {
  return step.rule === "area@1" || step.rule === "area-height@1";
}

/** 尾差 is nobody's price: it is earned under an account of its own. */
export function isRounding({ rule }: Step): boolean {
  return rule === "whole-yuan@1";
}

/** 超高加收: what its height adds to a space's charge, in 1/10000 per cent; zero: nothing. */
export function heightShare(step: SpaceStep): Price10k {
  return step.rule === "area-height@1" ? addedShare(step) : priceOf(0);
}

/** `¥2,674.70 × 31 days × 1‰ a day = ¥82.92`, with the cap and what was charged before. */
function explainLateFee(step: LateFeeStep, format: FormatMessage): string {
  const { fee, periods, share10k, chargedFen } = step;
  const [first] = periods;
  const told = periods.map(({ days, arrearsFen }) =>
    format("debt.late-days", { arrears: formatYuan(arrearsFen), days }),
  );
  return [
    format("debt.late-fee", {
      fee: format(`ledger.fee.${fee}`),
      from: first?.from ?? "",
      periods: told.join(" + "),
      rate: perMille(share10k),
      amount: formatYuan(lateFeeFen(step)),
    }),
    ...(isCapped(step) ? [format("debt.late-cap", { cap: formatYuan(lateFeeCapFen(step)) })] : []),
    ...(chargedFen === 0 ? [] : [format("debt.late-charged", { charged: formatYuan(chargedFen) })]),
  ].join(format("debt.comma"));
}

export function amountOf(step: Step): Fen {
  return ruleOf(step).amount(step);
}

export function explainStep(step: Step, format: FormatMessage): string {
  return ruleOf(step).explain(step, format);
}

function ruleOf<S extends Step>(step: S): Rule<S> {
  return RULES[step.rule] as unknown as Rule<S>;
}
