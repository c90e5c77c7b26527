import { BEARERS, nameIn, type Catalogue } from "@warmline/shared/catalogue/catalogue.ts";
import type { Language } from "@warmline/shared/messages/format.ts";
import { UNKNOWN_PART } from "@warmline/shared/reports/moves.ts";
import type { ReliefsAnswer } from "@warmline/shared/reports/reliefs-api.ts";
import type { ReliefSums } from "@warmline/shared/reports/reliefs.ts";
import {
  count,
  nameHeads,
  names,
  positionOf,
  strong,
  tableSheet,
  whereOf,
  wordsIn,
  yuan,
  type Words,
} from "./sheet-cells.ts";

/** 减免汇总表 as an XLSX workbook: by ground, by what lies below, and what others bear. */
export function reliefsSheet(
  answer: ReliefsAnswer,
  language: Language,
  catalogue: Catalogue,
): Promise<Buffer> {
  const t = wordsIn(language);
  const nameless = Array.from({ length: nameHeads(answer, t).length + 2 }, () => null);
  const total = [strong(t("reports.total")), ...nameless, yuan(answer.relievedFen)];
  const kind = ({ relief, bearer, households, amountFen }: ReliefSums) => [
    relief === UNKNOWN_PART
      ? t("reports.relief.taken-over")
      : nameIn(catalogue, "reliefs", relief, language),
    bearerName(bearer, t),
    count(households),
    yuan(amountFen),
  ];
  const kindHeads = [
    t("reports.relief.ground"),
    t("reports.relief.bearer"),
    t("reports.households"),
    t("reports.relief.amount"),
  ];
  const { season, from, to } = answer;
  const seasonName = season ?? t("reports.seasons.all");
  const about = [
    whereOf(answer.path, language, t),
    t("reports.relief.days", { season: seasonName, from, to }),
    positionOf(answer, t),
  ];
  return tableSheet(t("reports.reliefs"), about, [
    {
      heads: [...nameHeads(answer, t), ...kindHeads],
      rows: [
        total,
        ...answer.rows.map((row) => [...names(row, answer, language, t), ...kind(row)]),
      ],
    },
    { heads: kindHeads, rows: answer.kinds.map(kind) },
    {
      heads: [t("reports.relief.bearer"), t("reports.season"), t("reports.claimed")],
      rows: answer.claims.map((one) => [
        bearerName(one.bearer, t),
        one.season,
        yuan(one.claimedFen),
      ]),
    },
  ]);
}

function bearerName(code: string, t: Words): string {
  const known = BEARERS.find((one) => one === code);
  return known === undefined ? t("reports.unknown") : t(`catalogue.bearer.${known}`);
}
