import { addFen, type Fen, ZERO_FEN } from "@warmline/shared/kernel/money.ts";
import type { Debt } from "@warmline/shared/ledger/debt.ts";

type Sums = Pick<Debt, "sums">;

/** What can be settled: seasons still charged by area, then those to be settled anew. */
export interface Settleable {
  readonly season: string;
  readonly settled: boolean;
}

/** Of each kind the newest first. */
export function settleable(debt: Sums): Settleable[] {
  const charged = debt.sums
    .filter(({ fee, chargedFen, takenOver }) => fee === "heat" && chargedFen > 0 && !takenOver)
    .map(({ season }) => ({ season, settled: false }))
    .toReversed();
  return [...charged, ...settledSeasons(debt).map(({ season }) => ({ season, settled: true }))];
}

/** 计量结算 of a season: what its two parts came to. */
export interface SettledSeason {
  readonly season: string;
  readonly basicFen: Fen;
  readonly meteredFen: Fen;
}

/** The newest first. */
export function settledSeasons({ sums }: Sums): SettledSeason[] {
  const parts = sums.filter(({ fee }) => fee === "basic" || fee === "metered");
  const seasons = [...new Set(parts.map(({ season }) => season))].toReversed();
  return seasons.map((season) => {
    const of = (fee: "basic" | "metered") =>
      parts
        .filter((sum) => sum.season === season && sum.fee === fee)
        .reduce((all, { chargedFen }) => addFen(all, chargedFen), ZERO_FEN);
    return { season, basicFen: of("basic"), meteredFen: of("metered") };
  });
}
