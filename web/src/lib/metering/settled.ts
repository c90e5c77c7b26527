import { addFen, type Fen, ZERO_FEN } from "@warmline/shared/kernel/money.ts";
import type { Debt } from "@warmline/shared/ledger/debt.ts";

type Sums = Pick<Debt, "sums">;

/** Seasons of which something is charged by area still, the newest first. */
export function settleable({ sums }: Sums): string[] {
  return sums
    .filter(({ fee, chargedFen, takenOver }) => fee === "heat" && chargedFen > 0 && !takenOver)
    .map(({ season }) => season)
    .toReversed();
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
