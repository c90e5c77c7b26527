import type { Row } from "write-excel-file/node";
import type { Fen } from "@warmline/shared/kernel/money.ts";
import type { Language } from "@warmline/shared/messages/format.ts";
import type { CollectionAnswer } from "@warmline/shared/reports/api.ts";
import { RATE_NAMES, RATE_OF, RATES, type Summary } from "@warmline/shared/reports/collection.ts";
import { SUM_NAMES, type Sums } from "@warmline/shared/reports/sums.ts";
import {
  count,
  nameHeads,
  names,
  positionOf,
  share,
  strong,
  tableSheet,
  whereOf,
  wordsIn,
  yuan,
  type Words,
} from "./sheet-cells.ts";

/**
 * 收费汇总表 as an XLSX workbook: what it is of, the whole on top, a row for each below, the whole by
 * fee. Money in yuan, each rate with its numerator and denominator, all of them numbers.
 */
export function collectionSheet(answer: CollectionAnswer, language: Language): Promise<Buffer> {
  const t = wordsIn(language);
  const nameless = Array.from({ length: nameHeads(answer, t).length - 1 }, () => null);
  const about = [
    whereOf(answer.path, language, t),
    t("reports.as-of", { season: answer.season, day: answer.day }),
    positionOf(answer, t),
  ];
  const below = [
    [strong(t("reports.total")), ...nameless, ...figures(answer.total)],
    ...answer.rows.map((row) => [...names(row, answer, language, t), ...figures(row)]),
    ...cut(answer, t),
  ];
  return tableSheet(t("reports.collection"), about, [
    { heads: [...nameHeads(answer, t), ...figureHeads(t)], rows: below },
    {
      heads: [t("reports.fee"), ...SUM_NAMES.map((name) => t(`reports.sum.${name}`))],
      rows: answer.fees.map((one) => [t(`ledger.fee.${one.fee}`), ...sums(one)]),
    },
  ]);
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
    const rate = RATES[name](summary);
    const of = RATE_OF[name] === "money" ? (part: number) => yuan(part as Fen) : count;
    return [of(rate.numerator), of(rate.denominator), share(rate)];
  });
  return [...sums(summary), count(summary.households), count(summary.settled), ...rates];
}

function sums(of: Sums): Row {
  return SUM_NAMES.map((name) => yuan(of[name]));
}

/** A building of more households than a sheet is made for. */
function cut({ next, rows, total }: CollectionAnswer, t: Words): Row[] {
  return next === null ? [] : [[t("reports.cut", { count: total.households - rows.length })]];
}
