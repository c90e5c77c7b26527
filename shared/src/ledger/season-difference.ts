import type { AreaMilli } from "../kernel/area.ts";
import { ZERO_FEN, type Fen } from "../kernel/money.ts";
import type { Price10k } from "../kernel/price.ts";
import { isSeasonFee, type FeeId } from "./fees.ts";
import { heightShare, type SpaceStep } from "./steps.ts";

/** What a season came to, with the spaces that were charged. */
export interface ChargedSeason {
  readonly season: string;
  readonly chargedFen: Fen;
  readonly relievedFen: Fen;
  readonly fees: readonly { readonly fee: FeeId; readonly chargedFen: Fen }[];
  /** Null: it is not known how it came about, as with what the system before took over. */
  readonly spaces: readonly SpaceStep[] | null;
  /** 报停: what less was charged of a space for days without heat, all its stops together. */
  readonly stopped?: readonly { readonly spaceId: string; readonly lessFen: Fen }[];
  /** 计量结算: what was charged by area in advance and gave way to what the meters say. */
  readonly advanceFen?: Fen;
}

/** One reason why a season came to another amount than the one before. */
export type Difference =
  | {
      readonly kind: "area";
      readonly label: string;
      readonly before: AreaMilli;
      readonly now: AreaMilli;
    }
  | {
      /** `class`: by another price class. */
      readonly kind: "price" | "class";
      readonly label: string;
      readonly before: Price10k;
      readonly now: Price10k;
    }
  | {
      /** 超高加收: what the height adds to the charge, in 1/10000 per cent. */
      readonly kind: "height";
      readonly label: string;
      readonly before: Price10k;
      readonly now: Price10k;
    }
  | {
      /** What less was charged for days without heat. */
      readonly kind: "stop";
      readonly label: string;
      readonly before: Fen;
      readonly now: Fen;
    }
  | { readonly kind: "added" | "gone"; readonly label: string; readonly amountFen: Fen }
  | { readonly kind: "fee"; readonly fee: FeeId; readonly before: Fen; readonly now: Fen }
  | {
      /** What of the area charge the meters' two parts, which are fees, stand in the place of. */
      readonly kind: "advance";
      readonly before: Fen;
      readonly now: Fen;
    }
  | { readonly kind: "relief"; readonly before: Fen; readonly now: Fen };

/**
 * 两季对比: why `now` came to another amount than `before`, space by space, then what meters settled,
 * fees beside those by area, then reliefs. Null: of one of them it is not known.
 */
export function differences(before: ChargedSeason, now: ChargedSeason): Difference[] | null {
  if (before.spaces === null || now.spaces === null) return null;
  const earlier = new Map(before.spaces.map((space) => [space.spaceId, space]));
  const present = new Set(now.spaces.map(({ spaceId }) => spaceId));
  return [
    ...now.spaces.flatMap((space): Difference[] => {
      const was = earlier.get(space.spaceId);
      if (was !== undefined) return ofSpace(was, space);
      return [{ kind: "added", label: space.label, amountFen: space.amountFen }];
    }),
    ...before.spaces.flatMap(({ spaceId, label, amountFen }): Difference[] =>
      present.has(spaceId) ? [] : [{ kind: "gone", label, amountFen }],
    ),
    ...ofStops(before, now),
    ...ofAdvances(before, now),
    ...ofFees(before, now),
    ...(before.relievedFen === now.relievedFen
      ? []
      : [{ kind: "relief", before: before.relievedFen, now: now.relievedFen } as const]),
  ];
}

function ofSpace(was: SpaceStep, now: SpaceStep): Difference[] {
  const { label, areaMilli, price10k, priceClass } = now;
  const [before, height] = [heightShare(was), heightShare(now)];
  const other = was.priceClass === priceClass ? "price" : "class";
  return [
    ...(was.areaMilli === areaMilli
      ? []
      : [{ kind: "area", label, before: was.areaMilli, now: areaMilli } as const]),
    ...(was.price10k === price10k && other === "price"
      ? []
      : [{ kind: other, label, before: was.price10k, now: price10k } as const]),
    ...(before === height ? [] : [{ kind: "height", label, before, now: height } as const]),
  ];
}

function ofStops(before: ChargedSeason, now: ChargedSeason): Difference[] {
  const less = ({ stopped = [] }: ChargedSeason, of: string) =>
    stopped.find(({ spaceId }) => spaceId === of)?.lessFen ?? ZERO_FEN;
  const spaces = new Map(
    [...(before.spaces ?? []), ...(now.spaces ?? [])].map(({ spaceId, label }) => [spaceId, label]),
  );
  return [...spaces].flatMap(([spaceId, label]): Difference[] => {
    const [was, is] = [less(before, spaceId), less(now, spaceId)];
    return was === is ? [] : [{ kind: "stop", label, before: was, now: is }];
  });
}

function ofAdvances(earlier: ChargedSeason, later: ChargedSeason): Difference[] {
  const [before, now] = [earlier.advanceFen ?? ZERO_FEN, later.advanceFen ?? ZERO_FEN];
  return before === now ? [] : [{ kind: "advance", before, now }];
}

/** What is charged by area, and what is left of it by a stop, is told by its spaces. */
function ofFees(before: ChargedSeason, now: ChargedSeason): Difference[] {
  const sums = ({ fees }: ChargedSeason) => new Map(fees.map((one) => [one.fee, one.chargedFen]));
  const [earlier, later] = [sums(before), sums(now)];
  const names = new Set([...earlier.keys(), ...later.keys()].filter((fee) => !isSeasonFee(fee)));
  return [...names].flatMap((fee): Difference[] => {
    const [was, is] = [earlier.get(fee) ?? ZERO_FEN, later.get(fee) ?? ZERO_FEN];
    return was === is ? [] : [{ kind: "fee", fee, before: was, now: is }];
  });
}
