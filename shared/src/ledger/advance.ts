import type { HeatingSpace } from "../households/model.ts";
import { areaMilli, type AreaMilli } from "../kernel/area.ts";
import { addFen, ZERO_FEN } from "../kernel/money.ts";
import { itemLines, type ChargeDetail } from "./kinds/charge.ts";
import type { EntryOf } from "./kinds/kind.ts";
import type { Prepaid } from "./kinds/settlement.ts";
import { sumFen } from "./lines.ts";
import type { MeteredSeason } from "./metered-cost.ts";
import { isRounding, isSpaceStep, type Step } from "./steps.ts";

/** 预收面积热费 of a season: what of its charge is settled by the meters. */
export interface Advance {
  readonly prepaid: readonly Prepaid[];
  readonly twoPart: MeteredSeason["twoPart"];
}

type Space = Pick<HeatingSpace, "id" | "settlement" | "usableAreaMilli">;

/**
 * What a charge made of spaces that are settled by meter and in two parts, as heat: a base fee of a
 * stop of the whole season stays. What was rounded to the yuan goes with them where nothing else
 * is charged in the item. Null: nothing is.
 */
export function advanceOf(
  { lines, detail }: Pick<EntryOf<ChargeDetail>, "lines" | "detail">,
  spaces: readonly Space[],
): Advance | null {
  const metered = new Map(
    spaces.flatMap((one) => (one.settlement === "area" ? [] : [[one.id, one] as const])),
  );
  const prepaid: Prepaid[] = [];
  const own: Step[] = [];
  for (const [place, { itemId = "", fee = "heat" }] of itemLines(lines).entries()) {
    if (fee !== "heat") continue;
    const { steps } = detail.items[place] ?? { steps: [] };
    const [mine, others] = parted(steps, (id) => metered.has(id));
    const roundedFen = others.length === 0 ? sumFen(steps.filter(isRounding)) : ZERO_FEN;
    const amountFen = addFen(sumFen(mine), roundedFen);
    if (mine.length === 0 || amountFen <= 0) continue;
    prepaid.push({ itemId, fee, amountFen, roundedFen });
    own.push(...mine);
  }
  if (prepaid.length === 0) return null;
  const [inParts] = parted(own, (id) => metered.get(id)?.settlement === "two-part");
  const charged = inParts.filter(isSpaceStep);
  const twoPart = {
    areaFen: sumFen(inParts),
    billingAreaMilli: sumArea(charged.map((step) => step.areaMilli)),
    usableAreaMilli: sumArea(
      charged.flatMap(({ spaceId }) => metered.get(spaceId)?.usableAreaMilli ?? []),
    ),
  };
  return { prepaid, twoPart };
}

/** Steps of these spaces, and of others; what is of no space is neither. */
function parted(
  steps: readonly Step[],
  isOne: (spaceId: string) => boolean,
): [ones: Step[], others: Step[]] {
  const ofSpaces = steps.filter((step) => "spaceId" in step);
  return [
    ofSpaces.filter(({ spaceId }) => isOne(spaceId)),
    ofSpaces.filter(({ spaceId }) => !isOne(spaceId)),
  ];
}

function sumArea(areas: readonly AreaMilli[]): AreaMilli {
  return areaMilli(areas.reduce<number>((sum, one) => sum + one, 0));
}
