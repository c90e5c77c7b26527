import writeWorkbook, { type Row } from "write-excel-file/node";
import type { CarryNodeAnswer, CarryNodeRow } from "@warmline/shared/carryforwards/answers.ts";
import {
  FIGURE_NAMES,
  type FigureName,
  type Figures,
} from "@warmline/shared/carryforwards/figures.ts";
import type { CarryMessage } from "@warmline/shared/carryforwards/formatting.ts";
import type { CarryForward } from "@warmline/shared/carryforwards/model.ts";
import type { Fen } from "@warmline/shared/kernel/money.ts";
import type { Values } from "@warmline/shared/ledger/formatting.ts";
import type { Language } from "@warmline/shared/messages/format.ts";
import { formatMessage } from "@warmline/shared/messages/index.ts";
import type { ReportMessage } from "@warmline/shared/reports/formatting.ts";

/** What of a season's debt can happen, and what of money on account. */
const COLUMNS: Readonly<Record<Side, readonly FigureName[]>> = {
  owed: FIGURE_NAMES.filter((name) => name !== "receivedFen" && name !== "refundedFen"),
  onAccount: [
    "openingFen",
    "broughtFen",
    "movedFen",
    "receivedFen",
    "paidFen",
    "refundedFen",
    "closingFen",
  ],
};
type Side = "owed" | "onAccount";
const SIDES: readonly Side[] = ["owed", "onAccount"];

/**
 * 年度结转表 as an XLSX workbook: what it is of and its hash, the whole on top, a row for each below.
 * Money in yuan, numbers as numbers.
 */
export function carrySheet(
  { day, previous, statement }: Pick<CarryForward, "day" | "previous" | "statement">,
  answer: CarryNodeAnswer,
  language: Language,
): Promise<Buffer> {
  const t: Words = (...message) => (formatMessage as WordsIn)(language, ...message);
  const title = t("carryforwards.title");
  const since =
    previous === null
      ? t("carryforwards.since-nothing")
      : t("carryforwards.since", { day: previous.day });
  const head = [...nameHeads(answer, t), t("carryforwards.accounts"), ...figureHeads(t)];
  const nameless = nameHeads(answer, t)
    .slice(1)
    .map(() => null);
  const rows: Row[] = [
    [strong(title)],
    [answer.path.map((one) => nameOf(one, language, t)).join(" › ")],
    [`${t("carryforwards.as-of", { day })} · ${since} · ${t("reports.unit")}`],
    [`${t("carryforwards.hash")} ${statement?.hash ?? ""}`],
    [],
    head.map(strong),
    [strong(t("reports.total")), ...nameless, ...figures(answer)],
    ...answer.rows.map((row) => [...names(row, answer, language, t), ...figures(row)]),
  ];
  const columns = head.map((_, place) => ({ width: place === 0 ? 24 : 16 }));
  return writeWorkbook(rows, { sheet: title, columns, orientation: "landscape" }).toBuffer();
}

type Words = (key: CarryMessage | ReportMessage, values?: Values) => string;
type WordsIn = (language: Language, ...message: Parameters<Words>) => string;

function strong(value: string) {
  return { value, fontWeight: "bold" as const };
}

type Named = Pick<CarryNodeRow, "id" | "name" | "nameEn">;

function nameOf({ id, name = id, nameEn }: Named, language: Language, t: Words): string {
  if (id === "") return t("reports.city");
  return language === "en" ? (nameEn ?? name) : name;
}

function nameHeads({ level }: CarryNodeAnswer, t: Words): string[] {
  const own = t(`reports.level.${level}`);
  return level === "household" ? [t("reports.number"), own, t("reports.address")] : [own];
}

function names(row: CarryNodeRow, { level }: CarryNodeAnswer, language: Language, t: Words) {
  const name = nameOf(row, language, t);
  return level === "household" ? [row.number ?? row.id, name, row.address ?? ""] : [name];
}

/** 欠费期初, 欠费应收 … 预存期末. */
function figureHeads(t: Words): string[] {
  return SIDES.flatMap((side) => {
    const of = t(side === "owed" ? "carryforwards.owed" : "carryforwards.on-account");
    return COLUMNS[side].map((name) => {
      const used = side === "onAccount" && name === "paidFen";
      return `${of} · ${t(used ? "carryforwards.used" : `carryforwards.figure.${name}`)}`;
    });
  });
}

type Summed = Readonly<Record<Side, Figures>> & { readonly accounts: number };

function figures(of: Summed): Row {
  const money = SIDES.flatMap((side) => COLUMNS[side].map((name) => yuan(of[side][name])));
  return [{ value: of.accounts, format: "#,##0" }, ...money];
}

function yuan(amountFen: Fen) {
  return { value: amountFen / 100, format: "#,##0.00" };
}
