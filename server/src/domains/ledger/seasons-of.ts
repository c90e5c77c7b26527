import { standingEntries } from "@warmline/shared/ledger/standing-entries.ts";
import { subtractFen, totalFen, ZERO_FEN, type Fen } from "@warmline/shared/kernel/money.ts";
import type { Price10k } from "@warmline/shared/kernel/price.ts";
import type { Debt, DebtSum } from "@warmline/shared/ledger/debt.ts";
import { accountStream } from "@warmline/shared/ledger/entry.ts";
import type { FeeId } from "@warmline/shared/ledger/fees.ts";
import type { ChargedSeason } from "@warmline/shared/ledger/season-difference.ts";
import { itemLines } from "@warmline/shared/ledger/kinds/charge.ts";
import {
  heightShare,
  isRounding,
  isSpaceStep,
  type SpaceStep,
  type Step,
  type StopStep,
} from "@warmline/shared/ledger/steps.ts";
import { allSteps, hasItems } from "@warmline/shared/ledger/item-steps.ts";
import { METERED_RULES } from "@warmline/shared/ledger/metered-steps.ts";
import { formatMessage } from "@warmline/shared/messages/index.ts";
import { newestEntries, type Finding } from "./entry-answers.ts";

/** A season as a resident reads it: all its fees together, with the areas that were charged. */
export interface SeasonView {
  readonly season: string;
  readonly chargedFen: Fen;
  readonly relievedFen: Fen;
  readonly writtenOffFen: Fen;
  readonly paidFen: Fen;
  readonly owedFen: Fen;
  readonly takenOver: boolean;
  /** The same by fee, each by its name. */
  readonly fees: readonly {
    readonly name: { readonly zh: string; readonly en: string };
    readonly chargedFen: Fen;
    readonly owedFen: Fen;
  }[];
  readonly areas: readonly AreaView[];
  /** 报停、复热: less for days without heat, and what is owed again since heat is back. */
  readonly stops: readonly StopView[];
  /** 尾差: what was added so that whole yuan are owed, or taken off; zero where nothing was. */
  readonly roundedFen: Fen;
  /** 计量结算: what of the areas the fees by meter stand in the place of; zero: nothing. */
  readonly advanceFen: Fen;
}

interface AreaView extends Pick<SpaceStep, "label" | "areaMilli" | "price10k" | "amountFen"> {
  /** 超高加收: what its height adds, in 1/10000 per cent; zero: nothing. */
  readonly heightShare10k: Price10k;
}

interface StopView extends Pick<StopStep, "label" | "days" | "seasonDays" | "amountFen"> {
  readonly kind: "stop" | "restore";
}

type Amount = Extract<keyof DebtSum, `${string}Fen`>;

/** Seasons that far back are told without their areas: nobody has so many entries in ten years. */
const ENTRIES_MAX = 200;

/** The seasons of a debt, oldest first: what is paid has its reasons in the entries alone. */
export async function seasonsOf(deps: Finding, { accountId, sums }: Debt): Promise<SeasonView[]> {
  const stepsOf = await chargedSteps(deps, accountId);
  return [...new Set(sums.map(({ season }) => season))].map((season) => {
    const own = sums.filter((sum) => sum.season === season);
    const total = (field: Amount) => totalFen(own.map((one) => one[field]));
    const steps = explained(stepsOf.get(season) ?? [], total("chargedFen"));
    return {
      season,
      chargedFen: total("chargedFen"),
      relievedFen: total("relievedFen"),
      writtenOffFen: total("writtenOffFen"),
      paidFen: total("paidFen"),
      owedFen: total("openFen"),
      takenOver: own.some(({ takenOver }) => takenOver),
      fees: own.map(({ fee, chargedFen, openFen: owedFen }) => ({
        name: { zh: feeName("zh", fee), en: feeName("en", fee) },
        chargedFen,
        owedFen,
      })),
      areas: areasOf(steps),
      stops: stopsOf(steps),
      roundedFen: totalFen(steps.filter(isRounding).map(({ amountFen }) => amountFen)),
      advanceFen: settledIn(steps).advanceFen ?? ZERO_FEN,
    };
  });
}

/** How many of the last seasons are set side by side. */
const COMPARED = 2;

/** 两季对比: the last two seasons in which anything was charged, the newest first. */
export async function comparedSeasons(
  deps: Finding,
  { accountId, sums }: Debt,
): Promise<ChargedSeason[]> {
  const stepsOf = await chargedSteps(deps, accountId);
  const charged = sums.filter(({ chargedFen }) => chargedFen > 0);
  const newest = [...new Set(charged.map(({ season }) => season))].toReversed();
  return newest.slice(0, COMPARED).map((season) => {
    const own = sums.filter((sum) => sum.season === season);
    const chargedFen = totalFen(own.map((one) => one.chargedFen));
    const steps = explained(stepsOf.get(season) ?? [], chargedFen);
    const spaces = steps.filter(isSpaceStep);
    // What was charged otherwise, or stayed with a former holder, has no reasons here.
    const known = spaces.length > 0 && steps.every(isTold);
    return {
      season,
      chargedFen,
      relievedFen: totalFen(own.map((one) => one.relievedFen)),
      fees: own.map((one) => ({ fee: one.fee, chargedFen: one.chargedFen })),
      spaces: known ? spaces : null,
      ...(known ? { stopped: stoppedOf(steps), ...settledIn(steps) } : {}),
    };
  });
}

/** Of fees that stand beside the heat, each by itself. */
const OF_FEES: ReadonlySet<Step["rule"]> = new Set(["late-fee@1", "service@1"]);

/** By its space, or as a fee of its own. */
function isTold(step: Step): boolean {
  const { rule } = step;
  const ofSpace = isSpaceStep(step) || rule === "stop@1" || rule === "restore@1";
  return ofSpace || isRounding(step) || isSettled(step) || OF_FEES.has(rule);
}

/** Of a settlement by meter: a part of a fee of its own, or what was charged in advance. */
function isSettled({ rule }: Step): boolean {
  return Object.hasOwn(METERED_RULES, rule);
}

/** What was charged in advance, where the meters settled it. */
function settledIn(steps: readonly Step[]): Pick<ChargedSeason, "advanceFen"> {
  const advance = steps.find((step) => step.rule === "advance@1");
  return advance === undefined ? {} : { advanceFen: advance.prepaidFen };
}

/** Space by space, what less was charged for days without heat. */
function stoppedOf(steps: readonly Step[]): NonNullable<ChargedSeason["stopped"]> {
  const less = new Map<string, Fen>();
  for (const step of steps) {
    if (step.rule !== "stop@1" && step.rule !== "restore@1") continue;
    const before = less.get(step.spaceId) ?? ZERO_FEN;
    less.set(step.spaceId, subtractFen(before, step.amountFen));
  }
  return [...less].map(([spaceId, lessFen]) => ({ spaceId, lessFen }));
}

/** None where they come to something else: the rest is a former holder's, and told to no other. */
function explained(steps: readonly Step[], chargedFen: Fen): readonly Step[] {
  return totalFen(steps.map(({ amountFen }) => amountFen)) === chargedFen ? steps : [];
}

function areasOf(steps: readonly Step[]): SeasonView["areas"] {
  return steps.flatMap((step) => {
    if (!isSpaceStep(step)) return [];
    const { label, areaMilli, price10k, amountFen } = step;
    return [{ label, areaMilli, price10k, heightShare10k: heightShare(step), amountFen }];
  });
}

function stopsOf(steps: readonly Step[]): StopView[] {
  return steps.flatMap((step) => {
    if (step.rule !== "stop@1" && step.rule !== "restore@1") return [];
    const { rule, label, days, seasonDays, amountFen } = step;
    const kind = rule === "stop@1" ? "stop" : "restore";
    return [{ kind, label, days, seasonDays, amountFen }];
  });
}

function feeName(language: "zh" | "en", fee: FeeId): string {
  return formatMessage(language, `ledger.fee.${fee}`);
}

/** The steps of every charge, fee and settlement that stands, by season. */
async function chargedSteps(
  deps: Finding,
  accountId: string,
): Promise<ReadonlyMap<string, readonly Step[]>> {
  const newest = await newestEntries(deps, accountStream(accountId), ENTRIES_MAX);
  const steps = new Map<string, readonly Step[]>();
  for (const { lines, detail } of standingEntries(newest)) {
    if (detail.kind === "settlement") {
      const season = lines[0]?.season ?? "";
      steps.set(season, [...allSteps(detail), ...(steps.get(season) ?? [])]);
    }
    if (!hasItems(detail)) continue;
    for (const [place, { season = "" }] of itemLines(lines).entries()) {
      const before = steps.get(season) ?? [];
      steps.set(season, [...(detail.items[place]?.steps ?? []), ...before]);
    }
  }
  return steps;
}
