import type { Deps } from "@warmline/server/platform/deps.ts";
import { addDays, type CityDate } from "@warmline/shared/kernel/time.ts";
import type { Entry } from "@warmline/shared/ledger/entry.ts";
import type { ArrearsCell } from "@warmline/shared/reports/arrears.ts";
import { totalDebt } from "@warmline/shared/reports/old-debt.ts";
import type { NodePath } from "@warmline/shared/reports/node.ts";
import { same } from "./holding.ts";
import { sharesOf, type Share } from "./reports-expected.ts";

/** From so many fen on, told a second time. */
const SIZES = [
  [5_000_000, 5],
  [1_000_000, 4],
  [300_000, 3],
  [50_000, 2],
  [10_000, 1],
] as const;

type Row = readonly (string | number)[];

/** 欠费分析 at every node and as of several days: what every household owes, one by one. */
export async function compareArrears(
  { reports }: Pick<Deps, "reports">,
  journal: readonly Entry[],
  days: readonly CityDate[],
): Promise<number> {
  let tables = 0;
  for (const day of days) {
    const shares = sharesOf(journal, day);
    const below = async (node: NodePath): Promise<void> => {
      const where = `arrears of ${node.join("/") || "the city"} as of ${day}`;
      const { cells, receivables } = await reports.arrears({ day, node });
      const within = shares.filter(({ building }) => node.every((id, at) => building[at] === id));
      same(told(cells), expectedCells(within, node), where);
      const open = receivables.map(({ id, owedFen }): Row => [id, owedFen]);
      same(open.toSorted(byText), expectedOpen(within, node), `${where}: receivables`);
      tables += 1;
      if (node.length < 3) for (const { id } of receivables) await below([...node, id]);
    };
    await below([]);
    same(await owedOf(reports, day), await bySummaries(reports, day), `all arrears as of ${day}`);
  }
  return tables;
}

async function owedOf(reports: Deps["reports"], day: CityDate): Promise<number> {
  const { cells } = await reports.arrears({ day, node: [] });
  return cells.reduce((sum, { owedFen }) => sum + owedFen, 0);
}

/** The newest season by its collection summary, those before it by what old debt closes with. */
async function bySummaries(reports: Deps["reports"], day: CityDate): Promise<number> {
  const [newest = ""] = await reports.seasons();
  const of = { season: newest, day, node: [], skip: 0, limit: 0 };
  const { whole } = await reports.collection(of);
  const debt = { before: newest, from: addDays(day, -1), to: day, node: [] };
  const { rows } = await reports.oldDebt(debt);
  return totalDebt(rows).closingFen + whole.owedFen;
}

function told(cells: readonly ArrearsCell[]): Row[] {
  return cells
    .map((cell): Row => [cell.id, cell.seasons, cell.size, cell.households, cell.owedFen])
    .toSorted(byText);
}

function expectedCells(shares: readonly Share[], node: NodePath): Row[] {
  const homes = Map.groupBy(shares, (one) => `${one.householdId} ${one.building.join("/")}`);
  const debtors = [...homes.values()].flatMap((own) => {
    const owed = owedBy(own);
    const seasons = [...Map.groupBy(own, ({ season }) => season).values()].map(owedBy);
    const size = SIZES.find(([from]) => owed >= from)?.[1] ?? 0;
    const count = seasons.filter((one) => one > 0).length;
    return owed === 0 ? [] : [{ id: idOf(own[0]!, node), seasons: count, size, owed }];
  });
  const cells = Map.groupBy(debtors, ({ id, seasons, size }) => `${id} ${seasons} ${size}`);
  return [...cells.values()]
    .map((some): Row => {
      const { id, seasons, size } = some[0]!;
      return [id, seasons, size, some.length, some.reduce((all, { owed }) => all + owed, 0)];
    })
    .toSorted(byText);
}

function expectedOpen(shares: readonly Share[], node: NodePath): Row[] {
  return [...Map.groupBy(shares, (one) => idOf(one, node))]
    .map(([id, some]): Row => [id, owedBy(some)])
    .filter(([, owed]) => owed !== 0)
    .toSorted(byText);
}

function idOf({ building, householdId }: Share, node: NodePath): string {
  return building[node.length] ?? householdId;
}

function owedBy(shares: readonly Share[]): number {
  return shares.reduce((all, { owedFen }) => all + owedFen, 0);
}

function byText(one: Row, other: Row): number {
  return one.join(" ") < other.join(" ") ? -1 : 1;
}
