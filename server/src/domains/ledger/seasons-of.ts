import { totalFen, type Fen } from "@warmline/shared/kernel/money.ts";
import type { Debt, DebtSum } from "@warmline/shared/ledger/debt.ts";
import { accountStream } from "@warmline/shared/ledger/entry.ts";
import type { FeeId } from "@warmline/shared/ledger/fees.ts";
import type { ChargedSeason } from "@warmline/shared/ledger/season-difference.ts";
import { itemLines } from "@warmline/shared/ledger/kinds/charge.ts";
import type { AreaStep, Step } from "@warmline/shared/ledger/steps.ts";
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
  readonly areas: readonly Pick<AreaStep, "label" | "areaMilli" | "price10k" | "amountFen">[];
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
      areas: areasOf(stepsOf.get(season) ?? [], total("chargedFen")),
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
    const steps = stepsOf.get(season) ?? [];
    const spaces = steps.filter((step) => step.rule === "area@1");
    // What was charged otherwise, or stayed with a former holder, has no reasons here.
    const known = steps.length === spaces.length && areasOf(steps, chargedFen).length > 0;
    return {
      season,
      chargedFen,
      relievedFen: totalFen(own.map((one) => one.relievedFen)),
      fees: own.map((one) => ({ fee: one.fee, chargedFen: one.chargedFen })),
      spaces: known ? spaces : null,
    };
  });
}

/** None where they come to something else: the rest is a former holder's, and told to no other. */
function areasOf(steps: readonly Step[], chargedFen: Fen): SeasonView["areas"] {
  if (totalFen(steps.map(({ amountFen }) => amountFen)) !== chargedFen) return [];
  return steps.flatMap((step) => {
    if (step.rule !== "area@1") return [];
    const { label, areaMilli, price10k, amountFen } = step;
    return [{ label, areaMilli, price10k, amountFen }];
  });
}

function feeName(language: "zh" | "en", fee: FeeId): string {
  return formatMessage(language, `ledger.fee.${fee}`);
}

/** The steps of every charge that stands, by season. */
async function chargedSteps(
  deps: Finding,
  accountId: string,
): Promise<ReadonlyMap<string, readonly Step[]>> {
  const newest = await newestEntries(deps, accountStream(accountId), ENTRIES_MAX);
  const reversed = new Set(newest.map(({ reverses }) => reverses));
  const steps = new Map<string, readonly Step[]>();
  for (const { id, lines, detail } of newest) {
    if (detail.kind !== "charge" || reversed.has(id)) continue;
    for (const [place, { season = "" }] of itemLines(lines).entries()) {
      const before = steps.get(season) ?? [];
      steps.set(season, [...(detail.items[place]?.steps ?? []), ...before]);
    }
  }
  return steps;
}
