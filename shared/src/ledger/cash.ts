import { fen, type Fen } from "../kernel/money.ts";

/** 券别: the notes and coins of the renminbi that are in use, in fen, the largest first. */
export const DENOMINATIONS_FEN = [
  10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5, 2, 1,
] as const;

/** 点钞: how many of each there are, in the order of `DENOMINATIONS_FEN`. */
export type Pieces = readonly number[];

/** What so many notes and coins come to. */
export function countedFen(pieces: Pieces): Fen {
  let sum = 0;
  for (const [place, value] of DENOMINATIONS_FEN.entries()) sum += value * (pieces[place] ?? 0);
  return fen(sum);
}
