import { totalFen } from "@warmline/shared/kernel/money.ts";
import type { CityDate } from "@warmline/shared/kernel/time.ts";
import { totalArrears } from "@warmline/shared/reports/arrears.ts";
import { isStatementBalanced, totalStatement } from "@warmline/shared/reports/season-statement.ts";
import type { ReportStore } from "../../platform/reports/port.ts";

/** Reports that tell of the same money in another way than the collection summary. */
const REPORTS = ["season-statement", "arrears"] as const;
type Checked = (typeof REPORTS)[number];

type Reading = Pick<ReportStore, "seasons" | "collection" | "seasonStatement" | "arrears">;

/** Whatever was booked, and is booked for today. */
const FOREVER: CityDate = "9999-12-31";
/** Payments may come in between two reports; then both are read again. */
const READINGS_MAX = 5;

/** What was read of which commits, and whether it agrees. */
interface Compared {
  readonly positions: readonly number[];
  readonly agrees: boolean;
}

/** 统计自检: what reports come to, season by season. Answers those that disagree. */
export async function checkReports(reports: Reading): Promise<readonly Checked[]> {
  const seasons = await reports.seasons();
  const agree: Readonly<Record<Checked, boolean>> = {
    "season-statement": await inEach(seasons, (season) => statementOf(reports, season)),
    arrears: await atOneMoment(() => arrearsOf(reports, seasons)),
  };
  return REPORTS.filter((name) => !agree[name]);
}

async function inEach(
  seasons: readonly string[],
  compare: (season: string) => Promise<Compared>,
): Promise<boolean> {
  for (const season of seasons) {
    if (!(await atOneMoment(() => compare(season)))) return false;
  }
  return true;
}

async function atOneMoment(compare: () => Promise<Compared>): Promise<boolean> {
  for (let reading = 1; ; reading += 1) {
    const { positions, agrees } = await compare();
    const isOne = new Set(positions).size === 1;
    if (agrees || isOne || reading === READINGS_MAX) return agrees;
  }
}

/** 采暖费年度报表: balances, and is of the money that the rates of the collection summary count. */
async function statementOf(reports: Reading, season: string): Promise<Compared> {
  const asked = { season, day: FOREVER, node: [] };
  const { cells, position } = await reports.seasonStatement(asked);
  const summary = await reports.collection({ ...asked, skip: 0, limit: 0 });
  const { dueFen, paidFen, relievedFen } = totalStatement(cells);
  const { counted } = summary.whole;
  const isCounted =
    dueFen === counted.dueFen && paidFen === counted.paidFen && relievedFen === counted.relievedFen;
  return {
    positions: [position, summary.position],
    agrees: isCounted && cells.every(isStatementBalanced),
  };
}

/** 欠费分析: what households owe is what the collection summaries of all seasons leave open. */
async function arrearsOf(reports: Reading, seasons: readonly string[]): Promise<Compared> {
  const { cells, position } = await reports.arrears({ day: FOREVER, node: [] });
  const summaries = [];
  for (const season of seasons) {
    const asked = { season, day: FOREVER, node: [], skip: 0, limit: 0 };
    summaries.push(await reports.collection(asked));
  }
  const open = totalFen(summaries.map(({ whole }) => whole.owedFen));
  return {
    positions: [position, ...summaries.map((one) => one.position)],
    agrees: totalArrears(cells).owedFen === open,
  };
}
