import { figure, FIGURES, TARGETS, type FigureName } from "@warmline/shared/callstats/figures.ts";
import type { Sums } from "@warmline/shared/callstats/sums.ts";
import { figureText } from "../callstats/figure-text.ts";

/** 今日 as a wall shows it, in this order. */
export const WALL_FIGURES = [
  "serviceLevel",
  "connectRate",
  "inTimeRate",
  "abandonRate",
  "speedOfAnswer",
  "offered",
] as const satisfies readonly FigureName[];

export interface WallFigure {
  readonly name: (typeof WALL_FIGURES)[number];
  readonly value: string;
  /** Such as `95%`; absent: there is none. */
  readonly target?: string;
  /** Absent: there is no target, or nothing to hold against it yet. */
  readonly tone?: "good" | "bad";
}

export function wallFigures(sums: Sums): WallFigure[] {
  return WALL_FIGURES.map((name) => {
    const reckoned = figure(name, sums);
    const value = figureText(reckoned, FIGURES[name].unit);
    const target = TARGETS[name];
    if (target === undefined) return { name, value };
    const shown = { name, value, target: `${target * 100}%` };
    if (reckoned === null) return shown;
    return { ...shown, tone: reckoned >= target ? ("good" as const) : ("bad" as const) };
  });
}
