import { nameIn, type Catalogue } from "@warmline/shared/catalogue/catalogue.ts";
import type { Language } from "@warmline/shared/messages/format.ts";
import { UNKNOWN_PART } from "@warmline/shared/reports/moves.ts";
import type { SeasonAnswer } from "@warmline/shared/reports/season-answer.ts";
import { cells, figureHeads, nodeSheet, type Counting, type Told } from "./node-sheet.ts";
import type { Words } from "./sheet-cells.ts";

/** A report of a season as a workbook, with the whole by price class under it. */
export function seasonSheet<R extends Counting>(
  answer: SeasonAnswer<R>,
  told: Told<R>,
  catalogue: Catalogue,
): Promise<Buffer> {
  const { figures, language } = told;
  return nodeSheet(answer, told, (t) => ({
    heads: [t("reports.by-class"), ...figureHeads(figures, t)],
    rows: answer.classes.map((row) => [
      classNames(row.priceClass, catalogue, language, t),
      ...cells(figures, row),
    ]),
  }));
}

/** Of several classes each by its name. */
function classNames(codes: string, catalogue: Catalogue, language: Language, t: Words): string {
  if (codes === UNKNOWN_PART) return t("reports.unknown");
  const names = codes.split("+").map((code) => nameIn(catalogue, "priceClasses", code, language));
  return names.join(" + ");
}
