import type { Actor } from "@warmline/shared/access/actor.ts";
import type { Result } from "@warmline/shared/kernel/result.ts";
import { cityDate, type CityDate } from "@warmline/shared/kernel/time.ts";
import { disagreements } from "@warmline/shared/reports/disagreement.ts";
import type { Figure } from "@warmline/shared/reports/figures.ts";
import type { ReportWord } from "@warmline/shared/reports/formatting.ts";
import { levelBelow } from "@warmline/shared/reports/node.ts";
import type { SeasonAnswer } from "@warmline/shared/reports/season-answer.ts";
import type { Cells, NodeAsked, OfClass, ReportStore } from "../../platform/reports/port.ts";
import { withNames } from "./named-rows.ts";
import { crumbs, withinReach, type Reach } from "./reach.ts";
import { beginReading, type Reading } from "./standing.ts";

export interface SeasonAsked {
  readonly season?: string | undefined;
  readonly day?: CityDate | undefined;
  readonly node?: string | undefined;
  readonly skip?: number | undefined;
  /** Households to answer at most. */
  readonly limit: number;
}

/** What a report of a season is made of. */
export interface SeasonReport<Sums> {
  readonly title: ReportWord;
  readonly figures: readonly Figure<Sums>[];
  readonly read: (reports: ReportStore, asked: NodeAsked) => Promise<Cells<Sums>>;
  readonly total: (rows: readonly Sums[]) => Sums;
  readonly isBalanced: (sums: Sums) => boolean;
  /** Households with more of it come first. */
  readonly rank: (sums: Sums) => number;
}

/**
 * A report of a season as of a day, within the branch of whoever asks, as far as one binds them.
 * Refusals, in this order: `out-of-scope`, `reports-unavailable`.
 */
export async function readSeasonReport<Sums extends object>(
  deps: Reading,
  actor: Actor,
  report: SeasonReport<Sums>,
  asked: SeasonAsked,
): Promise<Result<SeasonAnswer<Sums>, "out-of-scope" | "reports-unavailable">> {
  return withinReach(deps, actor, asked.node, (reach) =>
    summedUp(deps, report, { ...asked, ...reach }),
  );
}

async function summedUp<Sums extends object>(
  deps: Reading,
  { read, total, isBalanced, rank }: SeasonReport<Sums>,
  { season, day, skip = 0, limit, root, node }: Omit<SeasonAsked, "node"> & Reach,
): Promise<SeasonAnswer<Sums>> {
  const { reports, log } = deps;
  const { at, standing } = await beginReading(deps);
  const seasons = await reports.seasons();
  const about = { season: season ?? seasons[0] ?? "", day: day ?? cityDate(at) };
  const { position, cells } = await read(reports, { ...about, node });
  const [rows, classes] = [
    by(cells, total, ({ id }) => ({ id })),
    by(cells, total, ({ priceClass }) => ({ priceClass })),
  ];
  const whole = total(rows);
  const wrong = disagreements(whole, rows, isBalanced);
  if (wrong.length > 0) log.error({ ...about, node, wrong }, "reports: the sums do not agree");
  const level = levelBelow(node);
  const ranked = rows.toSorted(
    (one, other) => rank(other) - rank(one) || (one.id < other.id ? -1 : 1),
  );
  const shown = ranked.slice(skip, skip + limit);
  const isCut = level === "household" && skip + shown.length < rows.length;
  return {
    ...standing(position),
    ...about,
    seasons,
    path: await crumbs(deps, { root, node }),
    level,
    total: whole,
    classes: classes.toSorted((one, other) => (one.priceClass < other.priceClass ? -1 : 1)),
    rows: await withNames(deps, level, level === "household" ? shown : rows),
    next: isCut ? skip + shown.length : null,
    disagreements: wrong,
  };
}

/** Cells that share something, summed up, in the order in which they come. */
function by<Sums extends object, K extends Readonly<Record<string, string>>>(
  cells: readonly OfClass<Sums>[],
  total: (rows: readonly Sums[]) => Sums,
  key: (cell: OfClass<Sums>) => K,
): (Sums & K)[] {
  const groups = Map.groupBy(cells, (cell) => Object.values(key(cell))[0]);
  return [...groups.values()].map((some) => ({ ...total(some), ...key(some[0]!) }));
}
