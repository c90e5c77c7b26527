import writeWorkbook, { type Row } from "write-excel-file/node";
import type { Language } from "@warmline/shared/messages/format.ts";
import { formatMessage } from "@warmline/shared/messages/index.ts";
import type { Fen } from "@warmline/shared/kernel/money.ts";
import { formatInstant } from "@warmline/shared/kernel/time.ts";
import type { FeeId } from "@warmline/shared/ledger/fees.ts";
import type { Values } from "@warmline/shared/ledger/formatting.ts";
import type { CollectionAnswer, CollectionRow } from "@warmline/shared/reports/api.ts";
import {
  basisPoints,
  RATE_NAMES,
  RATE_OF,
  RATES,
  type Summary,
} from "@warmline/shared/reports/collection.ts";
import type { ReportMessage } from "@warmline/shared/reports/formatting.ts";
import { UNKNOWN_PART } from "@warmline/shared/reports/moves.ts";
import { SUM_NAMES, type Sums } from "@warmline/shared/reports/sums.ts";

type Words = (key: ReportMessage | `ledger.fee.${FeeId}`, values?: Values) => string;
type WordsIn = (language: Language, ...message: Parameters<Words>) => string;

/** What a spreadsheet shows of a number; the number itself is whole. */
const FORMATS = { money: "#,##0.00", count: "#,##0", share: "0.00%" } as const;

/**
 * 收费汇总表 as an XLSX workbook: what it is of, the whole on top, a row for each below, the whole by
 * fee. Money in yuan, each rate with its numerator and denominator, all of them numbers.
 */
export function collectionSheet(answer: CollectionAnswer, language: Language): Promise<Buffer> {
  const t: Words = (...message) => (formatMessage as WordsIn)(language, ...message);
  const title = t("reports.collection");
  const head = [...nameHeads(answer, t), ...figureHeads(t)].map(strong);
  const nameless = Array.from({ length: nameHeads(answer, t).length - 1 }, () => null);
  const rows: Row[] = [
    [strong(title)],
    [whereOf(answer, language, t)],
    [t("reports.as-of", { season: answer.season, day: answer.day })],
    [`${positionOf(answer, t)} · ${t("reports.unit")}`],
    [],
    head,
    [strong(t("reports.total")), ...nameless, ...figures(answer.total)],
    ...answer.rows.map((row) => [...names(row, answer, language, t), ...figures(row)]),
    ...cut(answer, t),
    [],
    [strong(t("reports.fee")), ...SUM_NAMES.map((name) => strong(t(`reports.sum.${name}`)))],
    ...answer.fees.map((one) => [t(`ledger.fee.${one.fee}`), ...sums(one)]),
  ];
  const columns = head.map((_, place) => ({ width: place === 0 ? 24 : 16 }));
  return writeWorkbook(rows, { sheet: title, columns, orientation: "landscape" }).toBuffer();
}

function strong(value: string) {
  return { value, fontWeight: "bold" as const };
}

function positionOf({ position, at }: CollectionAnswer, t: Words): string {
  return t("reports.position", { position, time: formatInstant(at, { seconds: true }) });
}

function whereOf({ path }: CollectionAnswer, language: Language, t: Words): string {
  return path
    .map((one) => (one.node === "" ? t("reports.city") : nameOf(one, language, t)))
    .join(" › ");
}

type Named = Pick<CollectionRow, "id" | "name" | "nameEn">;

function nameOf({ id, name = id, nameEn }: Named, language: Language, t: Words): string {
  if (id === UNKNOWN_PART) return t("reports.unknown");
  return language === "en" ? (nameEn ?? name) : name;
}

function nameHeads({ level }: CollectionAnswer, t: Words): string[] {
  const own = t(`reports.level.${level}`);
  return level === "household" ? [t("reports.number"), own, t("reports.address")] : [own];
}

function names(row: CollectionRow, { level }: CollectionAnswer, language: Language, t: Words) {
  const name = nameOf(row, language, t);
  return level === "household" ? [row.number ?? row.id, name, row.address ?? ""] : [name];
}

function figureHeads(t: Words): string[] {
  return [
    ...SUM_NAMES.map((name) => t(`reports.sum.${name}`)),
    t("reports.households"),
    t("reports.settled"),
    ...RATE_NAMES.flatMap((name) => {
      const rate = t(`reports.rate.${name}`);
      return [t("reports.numerator", { rate }), t("reports.denominator", { rate }), rate];
    }),
  ];
}

function figures(summary: Summary): Row {
  const rates = RATE_NAMES.flatMap((name) => {
    const { numerator, denominator } = RATES[name](summary);
    const points = basisPoints({ numerator, denominator });
    const of = RATE_OF[name] === "money" ? (part: number) => yuan(part as Fen) : count;
    const share = points === null ? null : { value: points / 10_000, format: FORMATS.share };
    return [of(numerator), of(denominator), share];
  });
  return [...sums(summary), count(summary.households), count(summary.settled), ...rates];
}

function sums(of: Sums): Row {
  return SUM_NAMES.map((name) => yuan(of[name]));
}

function yuan(amountFen: Fen) {
  return { value: amountFen / 100, format: FORMATS.money };
}

function count(value: number) {
  return { value, format: FORMATS.count };
}

/** A building of more households than a sheet is made for. */
function cut({ next, rows, total }: CollectionAnswer, t: Words): Row[] {
  return next === null ? [] : [[t("reports.cut", { count: total.households - rows.length })]];
}
